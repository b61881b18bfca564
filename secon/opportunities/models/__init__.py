"""What is stored of opportunities: matches, alerts, what enterprises decided, what buyers asked."""

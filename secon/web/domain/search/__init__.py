"""The search across practices, policies, barriers, reviews, events and regions."""

"""Public procurement: notices and lots of TED, their social side, and what can be counted of it."""

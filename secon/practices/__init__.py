"""Good practices: form, criteria, review chain, transfers."""

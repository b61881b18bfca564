"""Pages of tenders: the list, its downloads, one tender."""

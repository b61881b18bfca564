"""Forms, filters, exports."""

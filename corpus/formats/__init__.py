"""Files of other formats than plain notes: bytes to text, and pages, sheets, records and LaTeX to entries."""

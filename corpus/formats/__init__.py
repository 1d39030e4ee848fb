"""Files of other formats than plain notes: bytes to text, and Word, PDF, pages, sheets, records, LaTeX to entries."""

"""Speed, memory, scale and quality, each a command that prints one table."""

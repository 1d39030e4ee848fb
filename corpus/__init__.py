"""Documents to entries: reads files, repairs text, finds questions and their answers."""

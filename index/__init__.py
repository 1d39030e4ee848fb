"""Entries to an index on disk: splits, encodes, stores."""

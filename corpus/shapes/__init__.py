"""Questions and answers written another way, rewritten as the reader of entries knows them."""

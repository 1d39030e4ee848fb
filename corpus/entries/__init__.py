"""Lines to entries: what opens one, how far it reaches, what it asks and answers, and what is in none."""

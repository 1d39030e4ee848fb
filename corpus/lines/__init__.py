"""Lines of notes to what each of them is and says, before anybody asks what it means."""

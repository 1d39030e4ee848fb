"""A question to answers: ask, find related answers, spot-check, evaluate."""

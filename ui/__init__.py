"""Answers to a page."""

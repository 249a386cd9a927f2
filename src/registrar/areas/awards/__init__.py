"""Transcripts and what else leaves the house with the university's name on it."""

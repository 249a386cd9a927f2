"""Writes of the area: one use case a file."""

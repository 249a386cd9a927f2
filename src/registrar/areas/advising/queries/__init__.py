"""Reads of the area: one question a function."""

"""Offerings, subject groups, seats, timetables and who is registered on what."""

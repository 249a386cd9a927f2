"""Rows into facts: the same for the page that shows what a choice would do and for the action that does it."""

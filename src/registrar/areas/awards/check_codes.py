"""Codes by which a document can be checked."""

from secrets import choice

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No letters or digits that people mix up."""


def new_code() -> str:
    """Return a new code of sixteen signs in four groups."""
    return "-".join("".join(choice(ALPHABET) for _ in range(4)) for _ in range(4))


def dashed(code: str) -> str:
    """Return a code as it is stored, however it was typed: with or without dashes and in either case."""
    plain = "".join(character for character in code.upper() if character.isalnum())
    return "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))

"""Codes and numbers as people type them: with spaces, hyphens, small letters or full-width signs."""

from __future__ import annotations

import re
import unicodedata

# A student number or the number of a debit note has eight digits; some end with a letter.
_NUMBER = re.compile(r"(?<![\w-])\d(?:[\s-]?\d){7}(?:[\s-]?[A-Za-z])?(?![\w-])", re.ASCII)
# A subject code: letters of the department, digits, perhaps a letter behind.
_CODE = re.compile(r"(?<![\w-])([A-Za-z]{2,5})[\s-]+(\d{3,4}[A-Za-z]?)(?![\w-])", re.ASCII)
_BETWEEN = re.compile(r"[\s-]")


def typed(text: str) -> str:
    """Return a text to look for, its full-width signs narrow and a number of eight digits in one piece."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return _NUMBER.sub(lambda found: _BETWEEN.sub("", found[0]), plain)


def typed_subject(text: str) -> str:
    """Return the same for a search among subjects: "comp 1011" and "COMP-1011" come back as one word."""
    return _CODE.sub(r"\1\2", typed(text))

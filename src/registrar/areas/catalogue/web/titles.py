"""Titles and names of the catalogue in both languages."""

from typing import Any

from registrar.kernel import Bilingual


def titled(row: Any) -> Bilingual:
    """Return the title of a subject or programme."""
    return Bilingual(row.title_en, row.title_zh)


def coded(row: Any) -> Bilingual:
    """Return code and title of a subject or programme."""
    return Bilingual(f"{row.code} {row.title_en}", f"{row.code} {row.title_zh}")


def named(row: Any) -> Bilingual:
    """Return the name of a department or faculty."""
    return Bilingual(row.name_en, row.name_zh)

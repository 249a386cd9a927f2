"""What a fact means, in the reader's language.

The facts are described once, in the source of their rule, in English; the site's catalogue holds the Chinese. A new
description shows in English until it has been translated.
"""

from __future__ import annotations

from django.utils.translation import gettext


def fact_meaning(description: str) -> str:
    """Return a fact's description as the reader reads it."""
    return gettext(description) if description else ""

"""Pieces of text put together as the reader's language does it: its commas, colons, brackets and spaces.

English puts a space after its marks; Chinese has marks of full width and no spaces. Whatever is composed of pieces goes
through here, so that no page mixes the two.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language

from registrar.rulebook.message_values import listed_in
from registrar.ui.words import in_chinese, in_reader_language


def listed(items: Iterable[object]) -> str:
    """A list of things: "A, B and C", "A、B及C"."""
    return listed_in([in_reader_language(item) for item in items], get_language() or "en")


def sentences(*parts: object) -> str:
    """Whole sentences one after the other; empty ones are left out."""
    return ("" if in_chinese() else " ").join(text for text in map(in_reader_language, parts) if text)


def labelled(label: object, text: object) -> str:
    """A label and what it labels: "Note: paid", "備註：已繳"."""
    return f"{in_reader_language(label)}{'：' if in_chinese() else ': '}{in_reader_language(text)}"


def bracketed(text: object, aside: object) -> str:
    """A text with an aside behind it: "Chan Tai Man (finance)", "陳大文（財務處）"; the text alone without one."""
    words, more = in_reader_language(text), in_reader_language(aside) if aside not in (None, "") else ""
    if not more:
        return words
    return f"{words}（{more}）" if in_chinese() else f"{words} ({more})"


def phrase(*parts: object) -> str:
    """Parts of one phrase with the reader's comma between them: "Mon 09:30–11:20, Z205"; empty ones are left out."""
    comma = "，" if in_chinese() else ", "
    return comma.join(text for text in map(in_reader_language, parts) if text)

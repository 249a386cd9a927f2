"""What a view hands to a component: small frozen records, no HTML in them.

Text may be plain, lazily translated, or a kernel Bilingual. Every text is escaped
when it is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

#: The colours of a tag and what they are for.
COLOURS = ("grey", "green", "blue", "orange", "red", "purple")


@dataclass(frozen=True)
class Tag:
    """A status in one or two words. Colour: one of COLOURS."""

    text: Any
    colour: str = "grey"

    def __post_init__(self) -> None:
        if self.colour not in COLOURS:
            raise ValueError(f"unknown tag colour {self.colour!r}: one of {', '.join(COLOURS)}")

    def __str__(self) -> str:
        return str(self.text)


@dataclass(frozen=True)
class Link:
    """A text that leads somewhere."""

    text: Any
    url: str

    def __str__(self) -> str:
        return str(self.text)


@dataclass(frozen=True)
class Row:
    """One line of a summary list; the action is a link such as "Change"."""

    key: Any
    value: Any
    action_url: str = ""
    action_text: Any = ""


@dataclass(frozen=True)
class Task:
    """Something to do now: by when (``due``) and why (``hint``)."""

    title: Any
    url: str = ""
    hint: Any = ""
    status: Tag | None = None
    due: date | None = None


@dataclass(frozen=True)
class Tile:
    """One figure on a dashboard."""

    label: Any
    value: Any
    note: Any = ""
    url: str = ""
    tone: str = ""  # "", "good", "warn" or "bad"


@dataclass(frozen=True)
class Step:
    """One step of a journey. State: "done", "current" or "ahead"."""

    label: Any
    state: str = "ahead"
    note: Any = ""


@dataclass(frozen=True)
class Event:
    """One entry of a timeline; ``when`` is a day or a moment."""

    when: Any
    title: Any
    text: Any = ""
    tone: str = ""


@dataclass(frozen=True)
class Tab:
    """One tab; tabs are links, so each has an address of its own."""

    label: Any
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Column:
    """A column of a table.

    ``sort`` is the field to order by (empty: cannot be sorted); ``numeric`` sets the
    figures flush right.
    """

    key: str
    label: Any
    numeric: bool = False
    sort: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell as the template wants it."""

    label: Any
    value: Any
    numeric: bool = False
    head: bool = False
    url: str = ""


@dataclass(frozen=True)
class Filter:
    """A choice that narrows a list: the query parameter, its label and its choices.

    With a ``default`` the list is always about one of them: it is chosen at first, and there is no "All".
    """

    name: str
    label: Any
    choices: Sequence[tuple[str, Any]] = field(default_factory=tuple)
    default: str = ""


@dataclass(frozen=True)
class Meeting:
    """One weekly class meeting. Weekday 0 is Monday; times in minutes since midnight.

    ``tone`` picks a colour 1 to 6; ``clash`` marks a meeting that overlaps another (the
    week grid also finds clashes itself); ``draft`` is one that is not yet confirmed.
    """

    weekday: int
    start: int
    end: int
    title: Any
    note: Any = ""
    room: Any = ""
    url: str = ""
    tone: int = 1
    clash: bool = False
    draft: bool = False


@dataclass(frozen=True)
class Point:
    """A label on the horizontal axis and one value for each series (None: no value)."""

    label: Any
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Part:
    """A part of a whole, such as the places taken of a group; ``tone`` picks a colour 1 to 6, 0 is an empty part."""

    label: Any
    value: int | Decimal
    tone: int = 1


@dataclass(frozen=True)
class Slice:
    """A requirement in the wheel: credits by state (`met`, `in_progress`, `planned`, `missing`), in this order."""

    label: Any
    parts: tuple[tuple[str, int], ...]

    @property
    def whole(self) -> int:
        """All its credits."""
        return sum(credits for _state, credits in self.parts)

    @property
    def met(self) -> int:
        """The credits that are met."""
        return sum(credits for state, credits in self.parts if state == "met")


@dataclass(frozen=True)
class Sector:
    """A part of the tree of requirements, with its number in the picture and in the list beside it."""

    number: int
    label: Any
    slices: tuple[Slice, ...]

"""What the roles hand to the home page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import NoReverseMatch, reverse

from registrar.areas.platform.clock import HONG_KONG
from registrar.ui.parts import Point, Tile

#: A matter is pressing from so many days before its deadline.
SOON = 3


@dataclass(frozen=True)
class Todo:
    """Something to do: what, where, why (with the clause that says so), and by when.

    `waits` is for what cannot be done yet or is only news; it never leads the page. `first` is for what is lost for
    good when its time is over: it leads whatever else is due.
    """

    title: Any
    url: str = ""
    why: Any = ""
    clause: Any = None
    due: date | datetime | None = None
    action: Any = ""
    waits: bool = False
    first: bool = False

    def day(self) -> date | None:
        """The day by which it has to be done, in Hong Kong."""
        if isinstance(self.due, datetime):
            return self.due.astimezone(HONG_KONG).date()
        return self.due


@dataclass(frozen=True)
class ShownTodo:
    """A matter beside how long there is: `tone` is late, soon, calm or wait."""

    todo: Todo
    day: date | None
    days_left: int | None
    tone: str


@dataclass(frozen=True)
class ClassToday:
    """A class of the day in question."""

    time: str
    subject: str
    title: Any
    note: str
    room: str
    over: bool = False


@dataclass(frozen=True)
class Classes:
    """The classes of today, or of the next day that has any."""

    day: date
    is_today: bool
    meetings: tuple[ClassToday, ...]


@dataclass(frozen=True)
class Part:
    """What one role brings to the page. `title` is shown where a person has several roles.

    `in_term` is False where the days of the term don't concern the reader any more, as those who have finished.
    """

    title: Any
    todos: Sequence[Todo] = ()
    tiles: Sequence[Tile] = ()
    classes: Classes | None = None
    bars_title: Any = ""
    bars: Sequence[Point] = ()
    money: bool = False
    links: Sequence[tuple[Any, str]] = field(default_factory=tuple)
    in_term: bool = True


def show(todos: Sequence[Todo], today: date) -> list[ShownTodo]:
    """Order what is to be done: what leads, then late, then by deadline, then without one, then what waits."""

    def laid_out(todo: Todo) -> ShownTodo:
        day = todo.day()
        left = (day - today).days if day else None
        tone = "calm"
        if todo.waits:
            tone = "wait"
        elif left is not None:
            tone = "late" if left < 0 else "soon" if left <= SOON else "calm"
        return ShownTodo(todo, day, left, tone)

    order = {"late": 0, "soon": 1, "calm": 1, "wait": 2}
    shown = [laid_out(todo) for todo in todos]
    return sorted(shown, key=lambda one: (not one.todo.first, order[one.tone], one.day or date.max))


def address(name: str, *args: Any, query: str = "") -> str:
    """The address of a page; empty where this installation has no such page."""
    try:
        return reverse(name, args=args) + query
    except NoReverseMatch:
        return ""

"""Which subjects a requirement is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pydantic import Field, model_validator

from registrar.rulebook.schemas.base import Filled, Schema


class Selectable(Protocol):
    """What a selector asks of a subject."""

    @property
    def subject(self) -> str:
        """Its code."""

    @property
    def department(self) -> str:
        """The department that offers it."""

    @property
    def level(self) -> int | None:
        """Its level."""

    @property
    def kind(self) -> str:
        """Its kind, such as `gur`."""

    @property
    def place(self) -> str:
        """Its category in the curriculum, such as `elective`; empty where it stands outside."""

    @property
    def own(self) -> bool:
        """Whether the programme's own department offers it."""

    @property
    def taken_here(self) -> bool:
        """Whether it was taken at this university, not transferred or exempted."""

    @property
    def graded(self) -> bool:
        """Whether its result enters averages; what has no result yet counts as graded."""

    @property
    def tags(self) -> Sequence[str]:
        """Lists that it stands on, such as a cluster area."""


class Levels(Schema):
    """Levels from one to another, both included; an end left out is open."""

    start: int | None = Field(default=None, alias="from")
    end: int | None = Field(default=None, alias="to")

    def admits(self, level: int | None) -> bool:
        """Tell whether a level lies between the ends."""
        if level is None:
            return False
        return (self.start is None or level >= self.start) and (self.end is None or level <= self.end)


class Selector(Schema):
    """A set of subjects: everything given must hold (`any` holds by one of its parts, `but_not` takes away).

    `anything: true` is every subject; it stands alone or with `but_not`.
    """

    subjects: list[Filled] = []
    prefixes: list[Filled] = []
    departments: list[Filled] = []
    level: Levels | None = None
    kinds: list[Filled] = []
    places: list[Filled] = []
    tags: list[Filled] = []
    own: bool | None = None
    taken_here: bool | None = None
    graded: bool | None = None
    any: list[Selector] = []
    but_not: Selector | None = None
    anything: bool = False

    @model_validator(mode="after")
    def _says_something(self) -> Selector:
        narrow = (self.subjects, self.prefixes, self.departments, self.level, self.kinds, self.places, self.tags)
        flags = (self.own, self.taken_here, self.graded)
        said = any(one is not None for one in flags) or any(bool(one) for one in (*narrow, self.any))
        if said == self.anything:
            raise ValueError("say which subjects, or `anything: true`, not both")
        return self

    def admits(self, one: Selectable) -> bool:
        """Tell whether a subject belongs to the set."""
        if self.but_not is not None and self.but_not.admits(one):
            return False
        return (
            (not self.subjects or one.subject in self.subjects)
            and (not self.prefixes or one.subject.startswith(tuple(self.prefixes)))
            and (not self.departments or one.department in self.departments)
            and (self.level is None or self.level.admits(one.level))
            and (not self.kinds or one.kind in self.kinds)
            and (not self.places or one.place in self.places)
            and (not self.tags or any(tag in one.tags for tag in self.tags))
            and (self.own is None or self.own == one.own)
            and (self.taken_here is None or self.taken_here == one.taken_here)
            and (self.graded is None or self.graded == one.graded)
            and (not self.any or any(part.admits(one) for part in self.any))
        )

"""What the demonstration teaches: subjects, where programmes put them, what they ask for."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject to be taught; `topic` numbers the department's topic it grew from."""

    code: str
    department: str
    title_en: str
    title_zh: str
    credits: int
    level: int
    kind: str = "ordinary"
    graded: bool = True
    max_retakes: int | None = None
    topic: int | None = None
    form: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a programme puts a subject."""

    subject: str
    category: str
    stage: int
    semester: str


@dataclass(frozen=True, slots=True)
class Requisite:
    """One row of what a subject asks for; the same `alternative` means or, different ones mean and."""

    subject: str
    kind: str
    other: str
    alternative: int = 1
    minimum_grade: str = ""


@dataclass
class Syllabus:
    """Everything taught, by code, and each programme's curriculum in the order of its pattern.

    `fixed` are (programme, subject): General University Requirements that are to be taken where the pattern puts them.
    """

    subjects: dict[str, Subject] = field(default_factory=dict)
    curricula: dict[str, list[Place]] = field(default_factory=dict)
    requisites: list[Requisite] = field(default_factory=list)
    fixed: set[tuple[str, str]] = field(default_factory=set)
    minors: list[Any] = field(default_factory=list)

"""What the degree audit knows of a study."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from registrar.rulebook import Facts, Record
from registrar.rulebook.facts import Clause, TermKey

State = Literal["passed", "transferred", "exempted", "in_progress", "planned"]
DONE = frozenset({"passed", "transferred", "exempted"})


class AuditSubject(Record):
    """A subject of the study: passed, brought along, registered or planned."""

    subject: str = Field(description="Subject code")
    credits: int = Field(ge=0, description="Credits that it brings; an exempted subject brings none")
    state: State = Field(description="Passed, transferred, exempted, in progress or planned")
    term: TermKey | None = Field(default=None, description="Term of the subject")
    grade: str = Field(default="", description="Grade or result code")
    points: Decimal | None = Field(default=None, description="Grade point, where it has one")
    department: str = Field(default="", description="Department that offers it")
    own: bool = Field(default=False, description="Whether the programme's own department offers it")
    level: int | None = Field(default=None, description="Level of the subject")
    kind: str = Field(default="ordinary", description="Kind of subject")
    place: str = Field(default="", description="Category in the curriculum; empty where it stands outside")
    tags: tuple[str, ...] = Field(default=(), description="Lists that the subject stands on")

    @property
    def taken_here(self) -> bool:
        """Whether it was taken here, not transferred or exempted."""
        return self.state not in ("transferred", "exempted")

    @property
    def graded(self) -> bool:
        """Whether it enters averages; what has no result yet is taken for graded."""
        return self.points is not None or self.state in ("in_progress", "planned")


class CurriculumPlace(Record):
    """A subject of the programme's curriculum table."""

    subject: str = Field(description="Subject code")
    category: str = Field(description="Category in the curriculum")
    credits: int = Field(description="Credits of the subject")


class AuditOption(Record):
    """What is taken beside the Major."""

    kind: Literal["minor", "major", "secondary_major"] = Field(description="Minor, Second Major or Secondary Major")
    code: str = Field(description="Its code")


class AuditException(Record):
    """An exception recorded for one student by an authority."""

    requirement: str = Field(
        description="Requirement it is about, by its id, or by document and id where it isn't the programme's"
    )
    kind: Literal["waive", "substitute", "lower"] = Field(description="Waived, met by another subject, or lowered")
    subject: str = Field(default="", description="Subject replaced, where one is named")
    by: str = Field(default="", description="Subject that replaces it")
    credits: int = Field(default=0, description="Credits by which the requirement is lowered")
    clause: Clause | None = Field(default=None, description="Clause that allows it")
    authority: str = Field(default="", description="Who allowed it")
    ends_on: date | None = Field(default=None, description="Last day on which it counts")


class DegreeAuditFacts(Facts):
    """A study against the requirement document of its programme and year of admission."""

    programme: str = Field(description="Programme code")
    level: str = Field(default="", description="Level of the programme")
    credits_required: int | None = Field(
        default=None, description="Credits of the award, where the document names none"
    )
    stream: str = Field(default="", description="Stream of the study; empty: none")
    admission: str = Field(default="first_year", description="How the student was admitted")
    subjects: tuple[AuditSubject, ...] = Field(default=(), description="Subjects passed, registered and planned")
    curriculum: tuple[CurriculumPlace, ...] = Field(default=(), description="Curriculum table of the programme")
    options: tuple[AuditOption, ...] = Field(default=(), description="Minor and further Majors on record")
    elements: tuple[str, ...] = Field(default=(), description="Non-credit requirements recorded as met")
    exceptions: tuple[AuditException, ...] = Field(default=(), description="Exceptions on record")

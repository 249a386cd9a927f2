"""The facts of self-financed tuition."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import AcademicYear, Term
from registrar.rulebook import Facts, Record


class ChargedSubject(Record):
    """A subject that is charged in the term."""

    code: str = Field(description="Subject code")
    credits: int = Field(ge=0, description="Credits of the subject, all of them also if it runs longer than the term")
    level: int | None = Field(default=None, description="Level of the subject, where the programme prices by level")


class SelfFinancedFeeFacts(Facts):
    """A student's term on a self-financed programme. `cohort` is the one of the present programme."""

    programme: str = Field(description="Programme code")
    stream: str | None = Field(default=None, description="Stream (sub-code) of the student")
    residency: Literal["local", "nonlocal"] = Field(description="Local or non-local student")
    subjects: tuple[ChargedSubject, ...] | None = Field(
        default=None, description="Subjects charged in the term: those registered when add/drop closes"
    )
    modules: int = Field(default=0, ge=0, description="Modules charged in the term, on a modular programme")
    dissertation: bool = Field(default=False, description="The dissertation of a modular programme is registered")
    beyond_normal_duration: bool = Field(default=False, description="The normal duration was over before the term")
    admitted_on: date | None = Field(default=None, description="Day of intake, where prices change within a cohort")
    study_abroad: bool = Field(default=False, description="In-bound exchange student of the Study Abroad Scheme")
    extras: tuple[str, ...] = Field(default=(), description="Items taken up that are charged once, by their codes")
    semester_fees_paid: int | None = Field(
        default=None, ge=0, description="For a Summer Term: semester fees of the academic year that were paid"
    )
    new_student: bool = Field(
        default=False, description="First semester: an initial fee was paid, so no first note for credits is raised"
    )

    @property
    def charged_in(self) -> AcademicYear:
        """The academic year of charge."""
        return Term.parse(self.need("term")).year

    @property
    def admitted_in(self) -> AcademicYear:
        """The cohort."""
        return AcademicYear.parse(self.need("cohort"))

    @property
    def summer(self) -> bool:
        """True in a Summer Term."""
        return Term.parse(self.need("term")).is_summer

    @property
    def credits(self) -> int:
        """Credits charged in the term."""
        return sum(subject.credits for subject in self.need("subjects"))

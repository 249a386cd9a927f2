"""The facts of a quotation."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import AcademicYear, Term
from registrar.rulebook import Facts
from registrar.rules.finance._ugc_facts import Level


class QuoteFacts(Facts):
    """What is asked about the price of a piece of study. `term` gives the academic year of charge."""

    programme: str = Field(min_length=1, description="Programme code")
    stream: str | None = Field(default=None, description="Stream (sub-code), where the programme prices by stream")
    residency: Literal["local", "nonlocal"] = Field(description="Local or non-local student")
    item: Literal["tuition", "extension", "initial_fee"] = Field(
        default="tuition", description="What is quoted: tuition, the extension of a dissertation, or the initial fee"
    )
    funding: Literal["ugc", "self_financed"] = Field(default="self_financed", description="How the programme is funded")
    level: Level | None = Field(default=None, description="Level of the programme, on a UGC-funded one")
    mode: Literal["full_time", "part_time"] | None = Field(
        default=None, description="Full-time or part-time study, on a UGC-funded programme"
    )
    subject: str | None = Field(default=None, description="Subject code, where the programme prices subjects apart")
    subject_level: int | None = Field(default=None, description="Level of the subject, where prices go by level")
    credits: int | None = Field(default=None, ge=1, description="Credits")
    semesters: int | None = Field(default=None, ge=1, description="Regular semesters")
    modules: int | None = Field(default=None, ge=1, description="Modules, on a modular programme")
    months: int | None = Field(default=None, ge=1, description="Months of an extension, on a modular programme")
    dissertation: bool = Field(
        default=False, description="The dissertation: its amount on a modular programme, elsewhere its extension"
    )
    beyond_normal_duration: bool = Field(default=False, description="The normal duration is over")
    admitted_on: date | None = Field(default=None, description="Day of intake, where prices change within a cohort")
    study_abroad: bool = Field(default=False, description="In-bound exchange student of the Study Abroad Scheme")
    additional_year_for: Literal["double_major", "double_degree"] | None = Field(
        default=None, description="The additional self-financing year of a double major or double degree"
    )
    sandwich_year: bool = Field(default=False, description="The placement year of a sandwich programme")
    extras: tuple[str, ...] = Field(default=(), description="Items taken up that are charged once, by their codes")
    jupas: bool | None = Field(default=None, description="Admitted through JUPAS; asked for an initial fee")

    @property
    def charged_in(self) -> AcademicYear:
        """The academic year of charge."""
        return Term.parse(self.need("term")).year

    @property
    def admitted_in(self) -> AcademicYear:
        """The cohort."""
        return AcademicYear.parse(self.need("cohort"))

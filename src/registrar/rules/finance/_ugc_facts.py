"""The facts of UGC-funded tuition."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from registrar.kernel import AcademicYear, Term
from registrar.rulebook import Facts

Level = Literal["bachelor", "higher_diploma", "taught_postgraduate", "postgraduate_diploma", "professional_doctorate"]


class UgcFeeFacts(Facts):
    """A student's term, as far as it bears on UGC-funded tuition. `cohort` is the one of the present programme."""

    funding: Literal["ugc", "self_financed"] = Field(default="ugc", description="How the programme is funded")
    level: Level = Field(description="Level of the programme")
    residency: Literal["local", "nonlocal"] = Field(description="Local or non-local student")
    mode: Literal["full_time", "part_time"] = Field(
        description="Status in the term; mixed-mode students have one of the two in each term"
    )
    credits: int | None = Field(
        default=None,
        ge=0,
        description="Credits charged in the term: those registered when add/drop closes; a subject over consecutive "
        "semesters counts whole in its first one, and not in the next",
    )
    retaken_credits: int = Field(default=0, ge=0, description="Credits of retaken subjects among them")
    beyond_normal_duration: bool | None = Field(
        default=None, description="The normal duration was over before the term"
    )
    credit_fee_option: bool = Field(
        default=False,
        description="Credit fees were chosen with an approved reduced load (Summer Term: for a semester of the year)",
    )
    additional_year_for: Literal["double_major", "double_degree"] | None = Field(
        default=None, description="The year is the additional self-financing year of a double major or double degree"
    )
    extending_dissertation: bool = Field(default=False, description="The dissertation is extended for the term")
    sandwich_year: bool = Field(default=False, description="The year is the placement year of a sandwich programme")
    flat_instalments_paid: int | None = Field(
        default=None, ge=0, description="For a Summer Term: flat instalments of the academic year that were paid"
    )
    semesters_by_credits: int | None = Field(
        default=None, ge=0, description="For a Summer Term: semesters of the academic year that were charged by credits"
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

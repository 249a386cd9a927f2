"""The shapes of the files under fees/."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from registrar.rulebook.schemas.base import BilingualText, CitationText, CohortText, Filled, Schema

AmountText = Annotated[str, StringConstraints(pattern=r"^\d{1,9}\.\d{2}$")]
PriceText = AmountText | Literal["not_offered", "to_be_confirmed"]
CodeText = Annotated[str, StringConstraints(pattern=r"^(\d{5}|to_be_confirmed)$")]
StreamText = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}$")]
SubjectText = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}\d{3,4}$")]
Residency = Literal["local", "nonlocal"]
Level = Literal["bachelor", "higher_diploma", "taught_postgraduate", "postgraduate_diploma", "professional_doctorate"]


class CohortRange(Schema):
    """Every cohort from the first to the last; `open` where there is no first or no last."""

    first: CohortText | Literal["open"] = Field(alias="from")
    last: CohortText | Literal["open"] = Field(alias="to")


CohortsField = Annotated[list[CohortText], Field(min_length=1)] | CohortRange
Streams = Literal["all"] | Annotated[list[StreamText], Field(min_length=1)]


class Subjects(Schema):
    """Which subjects a row prices: all but these, only these, or those of these levels. Exactly one is given."""

    except_: list[SubjectText] | None = Field(default=None, alias="except")
    only: list[SubjectText] | None = None
    levels: list[int] | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Subjects:
        if sum(bool(item) for item in (self.except_, self.only, self.levels)) != 1:
            raise ValueError("give exactly one of except, only and levels, and name at least one in it")
        return self


class PriceRow(Schema):
    """One printed price row of part A."""

    row: int
    streams: Streams
    cohorts: CohortsField
    marked: bool = False
    local: PriceText
    nonlocal_: PriceText = Field(alias="nonlocal")
    per: Literal["credit", "module", "semester", "dissertation"]
    subjects: Subjects | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    extras: dict[str, AmountText | Literal["to_be_confirmed"]] = {}
    beyond_credit_fee: AmountText | None = None
    minimum_programme_fee: AmountText | None = None
    remark: BilingualText | None = None


class PricedProgramme(Schema):
    """A programme of part A with its rows."""

    code: CodeText
    title: BilingualText
    department: Filled
    level: Level
    predecessors: list[CodeText] = []
    remark: BilingualText | None = None
    reading: BilingualText | None = None
    extras: dict[str, AmountText | Literal["to_be_confirmed"]] = {}
    rows: list[PriceRow] = Field(min_length=1)


class ExtraItemSchema(Schema):
    """Something charged once on top of tuition."""

    en: Filled
    zh: Filled
    subjects: list[SubjectText] = []


class TableFile(Schema):
    """What every fee file says of itself."""

    academic_year: CohortText
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    cites: list[CitationText] = Field(min_length=1)


class SelfFinancedFile(TableFile):
    """The rows under one heading of part A."""

    heading: Filled
    printed_rows: int
    extra_items: dict[str, ExtraItemSchema] = {}
    programmes: list[PricedProgramme] = Field(min_length=1)


class ThesisRow(Schema):
    """One printed row of part C(i)."""

    row: int
    streams: Streams
    cohorts: CohortsField
    amount: PriceText


class ThesisProgramme(Schema):
    """A doctoral programme of part C(i)."""

    code: CodeText
    title: BilingualText
    department: Filled
    per_semesters: int = Field(ge=1)
    credits_worth: int | None = Field(default=None, ge=1)
    cap_credits: int | None = Field(default=None, ge=1)
    reading: BilingualText | None = None
    rows: list[ThesisRow] = Field(min_length=1)

    @model_validator(mode="after")
    def _cap_in_charges(self) -> ThesisProgramme:
        if self.cap_credits is not None and (not self.credits_worth or self.cap_credits % self.credits_worth):
            raise ValueError("cap_credits needs credits_worth, of which it is a multiple")
        return self

    @property
    def most_charges(self) -> int | None:
        """How many charges reach the cap; None where there is no cap."""
        return self.cap_credits // self.credits_worth if self.cap_credits and self.credits_worth else None


class DoctoralFile(TableFile):
    """Part C(i)."""

    heading: Literal["doctoral"]
    printed_rows: int
    subject_to_confirmation: bool
    programmes: list[ThesisProgramme] = Field(min_length=1)


class CreditBasedExtension(Schema):
    """Part C(ii) for programmes charged by the credit."""

    row: int
    credits_per_semester: int = Field(ge=1)
    reading: BilingualText | None = None


class ModularRow(Schema):
    """Half a year's and a whole year's extension for intakes of a period."""

    row: int
    cohorts: CohortsField
    effective_from: date | None = None
    effective_to: date | None = None
    half_year: AmountText
    year: AmountText


class ModularProgramme(Schema):
    """Part C(ii) for a modular programme."""

    code: CodeText
    title: BilingualText
    department: Filled
    pro_rata: Literal["month"]
    reading: BilingualText | None = None
    awards: list[BilingualText] = []
    rows: list[ModularRow] = Field(min_length=1)


class TaughtFile(TableFile):
    """Part C(ii)."""

    heading: Literal["taught"]
    printed_rows: int
    credit_based: CreditBasedExtension
    modular: list[ModularProgramme]


class StudyAbroadRow(Schema):
    """What in-bound exchange students of marked cohorts pay."""

    cohorts: CohortsField
    amount: AmountText | Literal["local_rate"]
    per: Literal["credit", "semester"]


class StudyAbroadFile(TableFile):
    """The note to the mark of part A."""

    heading: Literal["study_abroad"]
    rows: list[StudyAbroadRow] = Field(min_length=1)


class UgcRow(Schema):
    """Tuition of one level and residency for some cohorts; an amount left out has no rate."""

    residency: Residency
    level: Level | Annotated[list[Level], Field(min_length=1)]
    cohorts: CohortsField | Literal["all"]
    year: AmountText
    credit: AmountText | None = None
    sandwich_year: AmountText | None = None
    extension_semester: AmountText | None = None
    cites: list[CitationText] = Field(min_length=1)
    reading: BilingualText | None = None


class AdditionalYearRow(Schema):
    """The additional self-financing year for some cohorts."""

    residency: Residency
    purposes: list[Literal["double_major", "double_degree"]] = Field(alias="for", min_length=1)
    cohorts: CohortsField
    year: AmountText
    credit: AmountText | None = None
    cites: list[CitationText] = Field(min_length=1)
    reading: BilingualText | None = None


class UgcFile(TableFile):
    """The fee schedule of UGC-funded programmes of one academic year."""

    tuition: list[UgcRow] = Field(min_length=1)
    additional_year: list[AdditionalYearRow] = []

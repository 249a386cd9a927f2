"""edition.yaml: one edition of a handbook."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.rulebook.schemas.base import BilingualText, CohortText, Filled, Schema, TermText

Open = Literal["open"]


class DaysSchema(Schema):
    """First and last day; `open` where there is no end."""

    start: date | Open = Field(alias="from")
    end: date | Open = Field(alias="to")


class TermsSchema(Schema):
    """First and last term; `open` where there is no end."""

    start: TermText | Open = Field(alias="from")
    end: TermText | Open = Field(alias="to")


class CohortsSchema(Schema):
    """First and last cohort that the edition binds by year of admission, and a remark; either may stand alone."""

    start: CohortText | Open | None = Field(default=None, alias="from")
    end: CohortText | Open | None = Field(default=None, alias="to")
    note: BilingualText | None = None


class EditionSchema(Schema):
    """An edition: which days, terms and cohorts it binds.

    `short` is what working papers call it (HB24-5C-02 is clause 5C-02). `series` groups the editions that follow one
    another (handbook, alumni); without it, editions with an academic year are the handbook and the others stand for
    themselves. A draft never binds by itself, only when it is asked for. `based_on` names the edition whose clauses a
    draft takes over.
    """

    id: Filled
    short: Filled | None = None
    title: BilingualText
    academic_year: CohortText | None = None
    in_force: DaysSchema
    terms: TermsSchema | None = None
    cohorts: CohortsSchema | BilingualText | None = None
    series: Filled | None = None
    status: Literal["verified", "draft"] = "verified"
    based_on: Filled | None = None
    source: Filled | None = None
    reading: BilingualText | None = None
    note: BilingualText | None = None

"""parameters/<area>/<name>.yaml: one figure of the handbook over time."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.rulebook.schemas.base import BilingualText, CitationText, Filled, Schema

Kind = Literal["integer", "decimal", "money", "boolean", "text", "date", "list", "mapping"]
MemberKind = Literal["integer", "decimal", "money", "boolean", "text", "date"]
AppliesBy = Literal["event_date", "term", "cohort"]


class ValueSchema(Schema):
    """A value from one day, term or cohort to another (both included), and the clauses that say so."""

    start: date | str = Field(alias="from")
    end: date | str = Field(alias="to")
    value: Any
    cites: list[CitationText] = Field(min_length=1)
    reading: BilingualText | None = None
    note: BilingualText | None = None


class GapSchema(Schema):
    """A stretch that no verified edition covers, and why."""

    start: date | str = Field(alias="from")
    end: date | str = Field(alias="to")
    why: Filled | BilingualText


class ParameterSchema(Schema):
    """A parameter: title, unit, type and its dated values. `of` gives the type of the members of a list or mapping."""

    title: BilingualText
    unit: Filled
    type: Kind
    of: MemberKind | None = None
    applies_by: AppliesBy
    reading: BilingualText | None = None
    note: BilingualText | None = None
    values: list[ValueSchema] = Field(min_length=1)
    gaps: list[GapSchema] = []

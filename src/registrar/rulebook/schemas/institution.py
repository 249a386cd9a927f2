"""institution.yaml: who the university is, and when it is shut."""

from __future__ import annotations

from datetime import date

from pydantic import ConfigDict, Field

from registrar.rulebook.schemas.base import BilingualText, Filled, Schema


class ClosedSchema(Schema):
    """Days on which the institution is shut, first and last included, and why."""

    start: date = Field(alias="from")
    end: date = Field(alias="to")
    why: BilingualText | None = None


class InstitutionSchema(Schema):
    """Code, name, time zone, holiday calendar and closed days.

    Other areas keep further fields in the same file and check them themselves.
    """

    model_config = ConfigDict(extra="allow")

    code: Filled
    name: BilingualText | None = None
    title: BilingualText | None = None
    timezone: Filled = "Asia/Hong_Kong"
    holidays: Filled = "HK"
    closed_days: list[date | ClosedSchema] = []

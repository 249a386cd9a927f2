"""Editions of handbooks, and which of them binds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from registrar.kernel import AcademicYear, Bilingual, Message
from registrar.rulebook.problem import Problem, RulebookError
from registrar.rulebook.schemas import EditionSchema
from registrar.rulebook.schemas.base import validated
from registrar.rulebook.schemas.edition import CohortsSchema
from registrar.rulebook.span import AppliesBy, bounds, place_of, text_of
from registrar.rulebook.strict_yaml import Document

HANDBOOK = "handbook"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: the stretch of days, terms and cohorts that it binds (None where it binds none)."""

    id: str
    title: Bilingual
    academic_year: AcademicYear | None
    series: str
    draft: bool
    based_on: str | None
    days: tuple[int, int]
    terms: tuple[int, int] | None
    cohorts: tuple[int, int] | None
    reading: Bilingual | None
    file: str
    short: str = ""

    def stretch(self, binds_by: AppliesBy) -> tuple[int, int] | None:
        """Return first and last place that this edition binds on a time line."""
        return {"event_date": self.days, "term": self.terms, "cohort": self.cohorts}[binds_by]

    def binds(self, place: int, binds_by: AppliesBy) -> bool:
        """Tell whether this edition binds a place of a time line."""
        stretch = self.stretch(binds_by)
        return stretch is not None and stretch[0] <= place <= stretch[1]

    def to_json(self) -> dict[str, Any]:
        """Return the JSON-ready form."""
        ends = {}
        for line in ("event_date", "term", "cohort"):
            stretch = self.stretch(line)
            ends[line] = [text_of(place, line) for place in stretch] if stretch else None
        return {
            "id": self.id,
            "title": {"en": self.title.en, "zh": self.title.zh},
            "series": self.series,
            "draft": self.draft,
            "binds": ends,
        }


@dataclass(frozen=True, slots=True)
class Binding:
    """Which edition binds, or None, and why, in words."""

    edition: Edition | None
    reason: Message


def edition_from(document: Document) -> Edition:
    """Check an edition.yaml and return the edition. Raises RulebookError."""
    schema: EditionSchema = validated(EditionSchema, document)
    year = AcademicYear.parse(schema.academic_year) if schema.academic_year else None
    problems: list[Problem] = []

    def stretch(field: str, start: date | str, end: date | str, line: AppliesBy) -> tuple[int, int] | None:
        try:
            return bounds(start, end, line)
        except ValueError as error:
            problems.append(document.problem((field, "from"), str(error)))
            return None

    days = stretch("in_force", schema.in_force.start, schema.in_force.end, "event_date")
    terms = stretch("terms", schema.terms.start, schema.terms.end, "term") if schema.terms else None
    cohorts = (year.start, year.start) if year else None
    own = schema.cohorts
    if isinstance(own, CohortsSchema) and own.start and own.end:
        cohorts = stretch("cohorts", own.start, own.end, "cohort")
    if problems or days is None:
        raise RulebookError(problems)
    return Edition(
        id=schema.id,
        title=schema.title.value(),
        academic_year=year,
        series=schema.series or (HANDBOOK if year else schema.id),
        draft=schema.status == "draft",
        based_on=schema.based_on,
        days=days,
        terms=terms,
        cohorts=cohorts,
        reading=schema.reading.value() if schema.reading else None,
        file=document.file,
        short=schema.short or "",
    )


def overlapping(editions: Iterable[Edition]) -> list[Problem]:
    """Find verified editions of one series that would bind the same day, term or cohort."""
    problems = []
    verified = sorted((edition for edition in editions if not edition.draft), key=lambda edition: edition.id)
    for number, one in enumerate(verified):
        for other in verified[number + 1 :]:
            if one.series != other.series:
                continue
            for line in ("event_date", "term", "cohort"):
                first, second = one.stretch(line), other.stretch(line)
                if first and second and first[0] <= second[1] and second[0] <= first[1]:
                    problems.append(Problem(other.file, None, line, f"overlaps {one.id}: both would bind"))
    return problems


def binding_edition(
    editions: Iterable[Edition],
    series: str | None,
    binds_by: AppliesBy,
    key: date | str,
    forced: Edition | None = None,
) -> Binding:
    """Say which edition binds a day, term or cohort, and why.

    Only verified editions of the wanted series bind by themselves; `forced` (a draft, or an edition asked for by name)
    binds because it was asked for. Where no verified edition covers the key, the binding has no edition.
    """
    if forced is not None:
        return Binding(forced, Message("rulebook.edition.forced", {"edition": forced.title}))
    place = place_of(key, binds_by)
    for edition in editions:
        if not edition.draft and edition.series == series and edition.binds(place, binds_by):
            return Binding(edition, Message(f"rulebook.edition.by_{binds_by}", {"key": key, "edition": edition.title}))
    return Binding(None, Message(f"rulebook.edition.none_by_{binds_by}", {"key": key}))

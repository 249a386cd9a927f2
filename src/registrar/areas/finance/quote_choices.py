"""What can be asked about the fees of a programme, and what would change an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from registrar.areas.finance.quoting import Question, Quote, entries_of, quote
from registrar.kernel import AcademicYear, Bilingual
from registrar.rulebook.fees import FeeRow, ListedProgramme, load_fees

RESIDENCIES = ("local", "nonlocal")
# A quote for somebody admitted long ago is rare, and a list of thirty years hides the near ones.
COHORTS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Choices:
    """What matters for one programme: `bases` are the units its rows are priced in, empty on a UGC-funded one.

    `subjects` and `levels` are those priced apart, `extras` what is charged besides, `intakes` days of intake that tell
    blocks of prices of the cohort apart, `cohorts` the years of admission that have rows, newest first.
    """

    code: str
    title: Bilingual
    funding: str
    level: str
    mode: str = ""
    streams: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    extras: tuple[tuple[str, Bilingual], ...] = ()
    intakes: tuple[date, ...] = ()
    cohorts: tuple[AcademicYear, ...] = ()
    marked: bool = False
    sandwich: bool = False

    @property
    def modular(self) -> bool:
        """Whether the programme is charged by modules."""
        return "module" in self.bases

    @property
    def by_semester(self) -> bool:
        """Whether some of its rows are charged by the semester."""
        return "semester" in self.bases

    @property
    def extends(self) -> bool:
        """Whether it is of a level at which a dissertation or thesis is extended for a fee."""
        return self.level in ("taught_postgraduate", "professional_doctorate")


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme that can be asked about, and the faculty or school that it stands under."""

    code: str
    title: Bilingual
    school: Bilingual


@dataclass(frozen=True, slots=True)
class Variation:
    """The same question with one thing changed (`kind` names the part of the question), and its answer."""

    kind: str
    value: str
    quote: Quote


def charged_years(university: str) -> tuple[AcademicYear, ...]:
    """Return the academic years of charge that have a table, newest first."""
    tables = load_fees(university)
    return tuple(sorted({*tables.ugc, *(table.year for table in tables.self_financed)}, reverse=True))


@lru_cache(maxsize=8)
def programmes(university: str) -> tuple[Programme, ...]:
    """Return every programme that can be asked about, school by school in the order of the fee tables."""
    units = load_fees(university).units
    found = []
    for entry in entries_of(university).values():
        unit = units[entry.department]
        school = units.get(unit.faculty or "", unit)
        found.append(Programme(entry.code, Bilingual(entry.title_en, entry.title_zh), school.name))
    return tuple(sorted(found, key=lambda item: (item.school.en, item.code)))


def choices_of(code: str, cohort: str, university: str, charged_in: AcademicYear) -> Choices | None:
    """Return what can be asked about a programme; None where neither tables nor programme files know it.

    A programme that is only listed for another year of charge is still told by that year's rows, though not priced.
    """
    for year in (charged_in, *charged_years(university)):
        listed = load_fees(university).programme(code, year)
        if listed is not None:
            return _listed_choices(code, listed, cohort, university, year)
    entry = entries_of(university).get(code)
    if entry is None:
        return None
    title = Bilingual(entry.title_en, entry.title_zh)
    schedule = load_fees(university).ugc.get(charged_in)
    return Choices(
        code=code,
        title=title,
        funding=entry.funding,
        level=entry.level,
        mode=entry.mode,
        cohorts=_ugc_cohorts(university, charged_in),
        sandwich=schedule is not None and any(rate.sandwich_year for rate in schedule.tuition),
    )


def _listed_choices(
    code: str, listed: ListedProgramme, cohort: str, university: str, charged_in: AcademicYear
) -> Choices:
    tables = load_fees(university)
    rows = listed.rows
    extras: dict[str, Bilingual] = {}
    for row in rows:
        for item in tables.additional_items(row, charged_in):
            known = next((table.items[item] for table in tables.self_financed if item in table.items), None)
            extras[item] = known.title if known else Bilingual(item, item)
    return Choices(
        code=code,
        title=listed.title,
        funding="self_financed",
        level=listed.level,
        streams=listed.streams,
        bases=listed.bases,
        subjects=tuple(sorted({one for row in rows if row.subjects.kind == "only" for one in row.subjects.codes})),
        levels=tuple(sorted({level for row in rows for level in row.subjects.levels})),
        extras=tuple(extras.items()),
        intakes=_intakes(rows, AcademicYear.parse(cohort)),
        cohorts=_cohorts(rows),
        marked=any(row.marked for row in rows),
    )


def _intakes(rows: tuple[FeeRow, ...], cohort: AcademicYear) -> tuple[date, ...]:
    """Return a day of intake for each block of a cohort's prices, where there is more than one."""
    periods = {(row.starts, row.ends) for row in rows if row.cohorts.holds(cohort)}
    days = {day for period in periods for day in period if day}
    return tuple(sorted(days)) if len(periods) > 1 else ()


def _cohorts(rows: tuple[FeeRow, ...]) -> tuple[AcademicYear, ...]:
    years = {year for row in rows for low, high in row.cohorts.stretches for year in range(low, high + 1)}
    return tuple(AcademicYear(year) for year in sorted(years, reverse=True))


def _ugc_cohorts(university: str, charged_in: AcademicYear) -> tuple[AcademicYear, ...]:
    """Return the first cohort of every stretch that the schedule prices apart."""
    schedule = load_fees(university).ugc.get(charged_in)
    rates = (*schedule.tuition, *schedule.additional) if schedule else ()
    first = {low for rate in rates for low, _ in rate.cohorts.stretches if low}
    return tuple(AcademicYear(year) for year in sorted(first, reverse=True))


def variations(answer: Quote, university: str) -> tuple[Variation, ...]:
    """Return what would change an answer: the question with one thing changed, wherever that gives another one.

    For an answer that lacks a fact these are the answers that the fact would give.
    """
    choices = choices_of(answer.question.programme, answer.question.cohort, university, answer.charged_in)
    if choices is None:
        return ()
    found = []
    seen: set[tuple[str, str]] = set()
    for kind, value, question in _others(answer, choices):
        other = quote(question, university=university, as_of=answer.as_of)
        shown = str(other.amount or other.reason)
        same = other.amount == answer.amount and other.reason == answer.reason
        if not same and other.reason not in ("not listed", "unknown") and (kind, f"{value} {shown}") not in seen:
            seen.add((kind, f"{value} {shown}"))
            found.append(Variation(kind, value, other))
    return tuple(found)


def _others(answer: Quote, choices: Choices) -> Iterator[tuple[str, str, Question]]:
    """Yield every question that has one thing changed: what changed, its new value in words, and the question."""
    asked = answer.question
    apart = asked.item == "tuition" and not asked.dissertation
    others: list[tuple[str, str, Sequence[Any]]] = [
        ("residency", "residency", RESIDENCIES),
        ("stream", "stream", choices.streams),
        ("subject", "subject", choices.subjects if apart else ()),
        ("subject_level", "level", choices.levels if apart else ()),
        ("admitted_on", "admitted_on", choices.intakes),
        ("jupas", "jupas", (True, False) if "jupas" in answer.needs else ()),
    ]
    for kind, field, values in others:
        for value in values:
            if value != getattr(asked, field):
                yield kind, _said(value), replace(asked, **{field: value})
    for cohort in [year for year in choices.cohorts if str(year) != asked.cohort][:COHORTS_SHOWN]:
        yield "cohort", str(cohort), replace(asked, cohort=str(cohort), admitted_on=None)


def _said(value: Any) -> str:
    """Return a value as it is typed."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)

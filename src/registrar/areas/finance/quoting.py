"""Quotes of fees: one question, one answer, for the command and for the public calculator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from registrar.areas.catalogue.programme_files import ProgrammeEntry, read_programmes
from registrar.kernel import AcademicYear, Decision, Money
from registrar.rulebook import decide
from registrar.rulebook.fees import FeeTables, load_fees
from registrar.rulebook.places import universities_directory

RULE = "finance.quote"
# An academic year of charge begins in July, as the editions do.
FIRST_MONTH = 7
MISSING_FACT = "rulebook.fact.missing"
COHORT = re.compile(r"(\d{4})(?:[/-](\d{2}|\d{4}))?")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, as it is typed: the names are those of the command's options.

    `stream` may name several with slashes, as the tables print them; then all must cost the same. `award_level` and
    `mode` are only needed for a UGC-funded programme that the catalogue doesn't know.
    """

    programme: str
    cohort: str
    residency: str
    stream: str | None = None
    item: str = "tuition"
    subject: str | None = None
    level: int | None = None
    credits: int | None = None
    semesters: int | None = None
    modules: int | None = None
    months: int | None = None
    dissertation: bool = False
    beyond_duration: bool = False
    admitted_on: date | None = None
    study_abroad: bool = False
    additional_year: str | None = None
    sandwich_year: bool = False
    extras: tuple[str, ...] = ()
    jupas: bool | None = None
    award_level: str | None = None
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A question with its answer. `reason` is "" where there is an amount, else why there is none."""

    question: Question
    decision: Decision
    charged_in: AcademicYear
    as_of: date
    reason: str = ""

    @property
    def amount(self) -> Money | None:
        """The price, or None."""
        return None if self.reason else self.decision.result["amount"]

    @property
    def cites(self) -> tuple[str, ...]:
        """The clauses that give the price, each once."""
        lines: tuple[Mapping[str, Any], ...] = tuple(self.decision.result.get("lines") or ())
        found = [cite for line in lines for cite in line["cites"]]
        return tuple(dict.fromkeys(found or [str(item.clause) for item in self.decision.findings if item.holds]))

    @property
    def needs(self) -> tuple[str, ...]:
        """The facts that are lacking to give a price."""
        return tuple(
            str(item.message.args["fact"]) for item in self.decision.findings if item.message.key == MISSING_FACT
        )


def cohort_of(text: str) -> str:
    """Return a cohort as the tables write it, from 2024, 2024/25, 2024-25 or 2024/2025; raises ValueError."""
    found = COHORT.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} isn't a year of admission (write it like 2024 or 2024/25)")
    year = AcademicYear(int(found[1]))
    if found[2] and int(found[2][-2:]) != (year.start + 1) % 100:
        raise ValueError(f"{text!r}: the second year must follow the first")
    return str(year)


def year_of_charge(day: date) -> AcademicYear:
    """Return the academic year that a day's charges belong to."""
    return AcademicYear(day.year if day.month >= FIRST_MONTH else day.year - 1)


def covered_day(tables: FeeTables, today: date) -> date:
    """Return today where a table covers it, else the last day that one covers."""
    years = {table.year.start for table in tables.self_financed} | {year.start for year in tables.ugc}
    if year_of_charge(today).start in years or not years:
        return today
    return date(max(years) + 1, FIRST_MONTH, 1) - timedelta(days=1)


def year_told(university: str, today: date) -> AcademicYear:
    """Return the year of charge that is meant where nobody names one: today's, else the last that has tables."""
    return year_of_charge(covered_day(load_fees(university), today))


def quote(question: Question, *, university: str, as_of: date) -> Quote:
    """Answer a question for a day of charge. Raises BadFacts where a fact can't be one, ValueError for the cohort."""
    asked = _split(replace(question, cohort=cohort_of(question.cohort)))
    streams: list[str | None] = list(asked.stream.split("/")) if asked.stream else [None]
    answers = [_answer(replace(asked, stream=stream), university, as_of) for stream in streams]
    if len({(item.amount, item.reason) for item in answers}) == 1:
        return answers[0]
    # Several streams that cost different amounts: which one has to be said.
    return _answer(replace(asked, stream=None), university, as_of)


def _split(question: Question) -> Question:
    """Tidy what was typed: blanks, small letters, `05001-FD` in one word, and `all streams`."""
    programme, _, behind = question.programme.strip().partition("-")
    stream = (question.stream or behind).strip().upper()
    if stream.startswith("ALL"):
        stream = ""
    subject = re.sub(r"\s", "", question.subject or "").upper()
    return replace(question, programme=programme.strip(), stream=stream or None, subject=subject or None)


def _answer(question: Question, university: str, as_of: date) -> Quote:
    year = year_of_charge(as_of)
    decision = decide(RULE, _facts(question, university, year), as_of=as_of, university=university)
    reason = "" if isinstance(decision.result.get("amount"), Money) else _reason(decision)
    return Quote(question, decision, year, as_of, reason)


def _reason(decision: Decision) -> str:
    """Return "not offered" where the table says so, "unknown" where a fact is lacking, else "not listed"."""
    if decision.result.get("not_offered"):
        return "not offered"
    open_ = {item.message.key for item in decision.findings if item.holds is None}
    return "unknown" if open_ == {MISSING_FACT} else "not listed"


def _facts(question: Question, university: str, year: AcademicYear) -> dict[str, Any]:
    entry = None if _self_financed(question.programme, university) else entries_of(university).get(question.programme)
    funded = entry.funding if entry else ("ugc" if question.award_level else "self_financed")
    facts: dict[str, Any] = {
        "term": f"{year}-S1",
        "cohort": question.cohort,
        "programme": question.programme,
        "stream": question.stream,
        "residency": question.residency,
        "item": question.item,
        "funding": funded,
        "subject": question.subject,
        "subject_level": question.level,
        "credits": question.credits,
        "semesters": question.semesters,
        "modules": question.modules,
        "months": question.months,
        "dissertation": question.dissertation,
        "beyond_normal_duration": question.beyond_duration,
        "admitted_on": question.admitted_on,
        "study_abroad": question.study_abroad,
        "extras": question.extras,
        "jupas": question.jupas,
    }
    if funded == "ugc":
        facts |= {
            "level": question.award_level or (entry.level if entry else None),
            "mode": question.mode or ("part_time" if entry and entry.mode == "part_time" else None),
            "additional_year_for": question.additional_year,
            "sandwich_year": question.sandwich_year,
        }
    return facts


def _self_financed(code: str, university: str) -> bool:
    return any(item.code == code for table in load_fees(university).self_financed for item in table.programmes)


@lru_cache(maxsize=8)
def entries_of(university: str) -> Mapping[str, ProgrammeEntry]:
    """Return what the university's programme files say of every programme, by code."""
    return {entry.code: entry for entry in read_programmes(universities_directory() / university)}

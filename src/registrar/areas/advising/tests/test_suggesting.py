"""A suggested plan fills what is missing without running into a requirement's own ceilings."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from registrar.areas.advising.suggesting import Suggestion
from registrar.kernel import Bilingual, Citation
from registrar.rulebook.requirements import Bound, Requirement, Selector, Take
from registrar.rules.award._audit_facts import AuditSubject, DegreeAuditFacts

OWN = ("OWN3001", "OWN3002", "OWN4001")
OTHER = ("OTH4001", "OTH4002")


def offered(code: str) -> AuditSubject:
    """Return a subject of three credits; the digit says its level, the letters whose it is."""
    own = code.startswith("OWN")
    return AuditSubject(subject=code, credits=3, state="planned", level=int(code[3]), own=own)


@pytest.fixture
def suggestion(monkeypatch: pytest.MonkeyPatch) -> Suggestion:
    """A study with nothing passed, and five subjects that could be taken; nothing asks for anything."""
    facts = DegreeAuditFacts(programme="X", cohort="2024/25", term="2024/25-S1")
    there: Any = SimpleNamespace(asks={}, subjects={})
    made = Suggestion(facts, there, {}, 15)
    monkeypatch.setattr(Suggestion, "_candidates", lambda self: iter([offered(code) for code in (*OTHER, *OWN)]))
    return made


def electives(**more: Any) -> Requirement:
    """Return a requirement of nine credits of level 3 or higher."""
    source = Selector.model_validate({"level": {"from": 3}})
    return Requirement(Citation("x", "e"), Bilingual("E", "選"), "take", take=Take(credits=9, source=source, **more))


def chosen(suggestion: Suggestion, one: Requirement) -> list[str]:
    """Return what is suggested where all nine credits are missing."""
    row = {"lacks": 9, "missing": [], "subjects": []}
    return suggestion._for_row(row, one)


def test_no_more_outside_the_department_than_counts(suggestion: Suggestion) -> None:
    # given at least 6 credits at level 4, of which only 3 may be of another department
    level_four = Bound(6, None, Selector.model_validate({"level": {"from": 4}}))
    outside = Bound(3, None, Selector.model_validate({"own": False}))
    # when subjects are suggested, then one of the others fills the floor and the rest is of the department
    assert chosen(suggestion, electives(also=(level_four,), at_most=(outside,))) == ["OWN4001", "OTH4001", "OWN3001"]


def test_a_floor_that_is_met_asks_for_nothing_more(suggestion: Suggestion) -> None:
    # given one subject at level 4 asked for
    level_four = Bound(None, 1, Selector.model_validate({"level": {"from": 4}}))
    # when subjects are suggested, then the department's own come first once it is met
    assert chosen(suggestion, electives(also=(level_four,))) == ["OWN4001", "OWN3001", "OWN3002"]

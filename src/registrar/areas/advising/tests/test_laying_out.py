"""Chosen subjects are laid out so that what others wait for comes in time."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from registrar.areas.advising.laying_out import LayingOut
from registrar.areas.advising.queries.degree import Outlook
from registrar.areas.advising.queries.planning import Ground
from registrar.areas.catalogue.queries.requisites import Requisites
from registrar.areas.registration.queries.offered_in import Offers
from registrar.kernel import Term
from registrar.rules.award._audit_facts import AuditSubject, DegreeAuditFacts

LAST = Term.parse("2025/26-S2")


def laying(
    *codes: str,
    after: dict[str, str] | None = None,
    usual: dict[str, str] | None = None,
    offers: Offers | None = None,
    held: tuple[AuditSubject, ...] = (),
) -> LayingOut:
    """Return subjects of three credits to be laid out from Semester One 2024/25 on, in the order given."""
    subjects: Any = {code: SimpleNamespace(credits=3) for code in codes}
    asks = {code: Requisites(prerequisites=(((other, ""),),)) for code, other in (after or {}).items()}
    when = Outlook("2024/25-S1", "2024/25-S1", frozenset({"2024/25-S1"}))
    places = {code: (part,) for code, part in (usual or {}).items()}
    facts = DegreeAuditFacts(programme="X", cohort="2024/25", term="2024/25-S1", subjects=held)
    return LayingOut(facts, Ground(when, subjects, offers or Offers({}, {}), asks, places), codes, codes.index)


def test_a_row_that_is_offered_once_a_year_starts_at_once() -> None:
    # Given five subjects for one semester's load, the last of which begins a row of two offered in Semester One only
    made = laying("A", "B", "C", "D", "R1", "R2", after={"R2": "R1"}, usual={"R1": "S1", "R2": "S1"})
    found = dict(made.until(LAST, 6) or ())
    # Then the row begins first, and everything fits
    assert (found["R1"], found["R2"]) == ("2024/25-S1", "2025/26-S1")
    assert len(found) == 6


def test_what_cannot_be_done_in_time_is_none() -> None:
    made = laying("A", "B", "C", after={"B": "A", "C": "B"}, usual={"A": "S1", "B": "S1", "C": "S1"})
    assert made.until(LAST, 21) is None
    assert made.until(Term.parse("2026/27-S1"), 21) == [
        ("A", "2024/25-S1"), ("B", "2025/26-S1"), ("C", "2026/27-S1"),
    ]  # fmt: skip


def test_a_load_that_is_registered_already_takes_its_room() -> None:
    running = AuditSubject(subject="H", credits=6, state="in_progress", term="2024/25-S1")
    made = laying("A", held=(running,))
    assert made.until(LAST, 6) == [("A", "2024/25-S2")]


def test_a_summer_term_is_for_what_is_usual_then_or_cannot_wait() -> None:
    # Given one subject that is offered in the summer too, and one that is only offered then
    offers = Offers({"2024/25-ST": {"A", "W"}, "2024/25-S1": set()}, {})
    made = laying("A", "W", usual={"A": "S2", "W": "ST"}, offers=offers)
    assert dict(made.until(LAST, 3) or ()) == {"A": "2024/25-S2", "W": "2024/25-ST"}


def test_a_cancelled_offering_is_known_before_the_timetable_is_out() -> None:
    offers = Offers({"2024/25-S1": {"B"}, "2024/25-S2": {"B"}}, {"2024/25-S2": {"A"}})
    assert offers.known("A", "2024/25-S2", published=False) is False
    assert offers.known("C", "2024/25-S2", published=False) is None
    assert offers.known("C", "2024/25-S2", published=True) is False
    assert offers.known("B", "2024/25-S2", published=False) is True
    # and a term without any offering says nothing
    assert offers.known("A", "2025/26-S1", published=True) is None

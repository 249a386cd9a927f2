"""Audits read what is on record, at the end of a day, in a fixed number of queries."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world

from registrar.areas.advising.models import AuditException, RecordedElement
from registrar.areas.advising.queries.audit_data import audit_data
from registrar.areas.advising.queries.audits import NoSuchStudy, audit_of, audits_of
from registrar.areas.catalogue.models import CurriculumSubject
from registrar.kernel import Outcome

pytestmark = pytest.mark.django_db
TERM, DAY = "2024/25-S2", date(2025, 2, 1)


@pytest.fixture
def programme() -> Any:
    """Three compulsory subjects, one GUR, an elective and a free elective."""
    made = world.programme("61435", credits_required=18)
    for code in ("COMP1011", "COMP1012", "COMP2011"):
        world.compulsory(made, world.subject(code))
    for code, category, kind in (
        ("ELC1012", "gur", "gur"),
        ("COMP3011", "elective", "ordinary"),
        ("AMA2011", "free_elective", "ordinary"),
    ):
        subject = world.subject(code, kind=kind)
        CurriculumSubject.objects.create(programme=made, subject=subject, category=category, stage=1, semester="S1")
    return made


@pytest.fixture
def study(programme: Any) -> Any:
    """One subject passed at the second attempt, one transferred, one exempted, one registered."""
    first, second = world.term(), world.term(TERM, "2025-01-13")
    made = world.study(programme=programme)
    world.result(made, world.subject("COMP1011"), first, "F", "0.0")
    world.result(made, world.subject("COMP1011"), first, "B", "3.0", attempt=2)
    world.result(made, world.subject("COMP1012"), first, "T", None, origin="transferred")
    world.result(made, world.subject("ELC1012"), first, "E", None, origin="exempted", credits_earned=0)
    world.register(made, world.group(world.subject("COMP2011"), second), "2025-01-14 10:00")
    return made


def row(decision: Any, requirement: str) -> Any:
    """Return the row of a requirement."""
    return next(one for one in decision.result["requirements"] if one["id"].endswith(f":{requirement}"))


def test_what_is_on_record_is_counted_once_and_in_its_state(study: Any) -> None:
    """Passed, transferred, exempted and registered subjects count as such; what is missing is named."""
    decision = audit_of(study.pk, term=TERM, as_of=DAY)

    assert decision.outcome is Outcome.REFUSED
    states = {use["subject"]: (use["state"], use["credits"]) for use in row(decision, "core")["subjects"]}
    assert states == {
        "COMP1011": ("passed", 3),
        "COMP1012": ("transferred", 3),
        "COMP2011": ("in_progress", 3),
    }
    assert row(decision, "core")["state"] == "in_progress"
    assert decision.facts["subjects"][0]["points"] in (Decimal("3.0"), "3.0")
    assert (decision.result["credits_passed"], decision.result["credits_in_progress"]) == (6, 3)
    assert row(decision, "electives")["lacks"] == 3


def test_planned_subjects_count_as_planned(study: Any) -> None:
    """A planned subject fills what nothing on record fills; one that is registered already stays registered."""
    planned = [("COMP3011", "2025/26-S1"), ("COMP2011", "2025/26-S1")]

    decision = audit_of(study.pk, term=TERM, as_of=DAY, planned=planned)

    assert row(decision, "electives")["state"] == "planned"
    assert row(decision, "core")["state"] == "in_progress"
    assert decision.result["credits_planned"] == 3


def test_failed_withdrawn_and_unreleased_results_bring_nothing(study: Any) -> None:
    """Only passes that students see count; a board sees those to come as well."""
    second = world.term(TERM, "2025-01-13")
    world.result(study, world.subject("COMP3011"), second, "A", "4.0", released_on=date(2025, 6, 1))
    world.result(study, world.subject("AMA2011"), second, "W", None, origin="withdrawn", credits_earned=0)

    unseen = audit_of(study.pk, term=TERM, as_of=DAY)
    ((_, seen),) = audits_of([study.pk], term=TERM, as_of=DAY, unreleased_until=second.ordinal)

    assert row(unseen, "electives")["state"] == "missing"
    assert row(seen, "electives")["state"] == "met"
    assert row(seen, "free-electives")["state"] == "missing"


def test_a_pass_stays_a_pass_after_a_failed_retake(study: Any) -> None:
    """A subject passed once counts, whatever the retake brought."""
    second = world.term(TERM, "2025-01-13")
    world.result(study, world.subject("COMP1011"), second, "F", "0.0", attempt=3)

    decision = audit_of(study.pk, term=TERM, as_of=DAY)

    assert "COMP1011" in {use["subject"] for use in row(decision, "core")["subjects"]}


def test_a_past_day_is_answered_from_what_was_on_record_then(study: Any) -> None:
    """Results, registrations, exceptions and elements that came or went later change nothing for a past day."""
    before = audit_of(study.pk, term=TERM, as_of=DAY)
    officer, second = world.user("officer", "registry"), world.term(TERM, "2025-01-13")

    world.result(study, world.subject("COMP3011"), second, "A", "4.0", released_on=date(2025, 6, 1))
    AuditException.objects.create(
        study=study,
        programme=study.programme,
        document="polyu-bachelor",
        requirement="free-electives",
        kind="waive",
        clause="polyu-2024-25:GAP-10",
        authority="Head",
        reason="r",
        entered_by=officer,
        entered_at=world.at("2025-02-02 00:00"),
    )
    study.registrations.update(state="dropped", ended_at=world.at("2025-02-02 09:00"))

    assert audit_of(study.pk, term=TERM, as_of=DAY) == before
    after = audit_of(study.pk, term=TERM, as_of=date(2025, 6, 1))
    assert row(after, "free-electives")["state"] == "waived"
    assert row(after, "electives")["state"] == "met"
    assert row(after, "core")["state"] == "missing"


def test_elements_count_from_the_day_on_which_they_were_met(study: Any) -> None:
    """A recorded element is a fact of the audit until it is taken back."""
    element = RecordedElement.objects.create(
        study=study,
        element="wie",
        met_on=date(2025, 1, 20),
        entered_by=world.user("officer", "registry"),
        entered_at=world.at("2025-01-21 09:00"),
    )
    assert audit_data([study.pk], date(2025, 1, 20)).records[0].elements == []
    assert audit_data([study.pk], date(2025, 1, 21)).records[0].elements == ["wie"]
    element.revoked_at = world.at("2025-01-22 09:00")
    element.save()
    assert audit_data([study.pk], date(2025, 1, 22)).records[0].elements == []


def test_many_studies_take_as_many_queries_as_one(programme: Any, study: Any) -> None:
    """The number of queries doesn't grow with the studies."""
    with CaptureQueriesContext(
        connection,
    ) as one:
        list(audits_of([study.pk], term=TERM, as_of=DAY))
    keys = [study.pk, *(world.study(f"2400001{n}D", programme=programme).pk for n in range(8))]

    with CaptureQueriesContext(connection) as many:
        audits = list(audits_of(keys, term=TERM, as_of=DAY))

    assert [key for key, _ in audits] == sorted(keys)
    assert len(many) == len(one) <= 7


def test_no_such_study() -> None:
    """An unknown key is a mistake of the caller."""
    with pytest.raises(NoSuchStudy):
        audit_of(0, term=TERM, as_of=DAY)

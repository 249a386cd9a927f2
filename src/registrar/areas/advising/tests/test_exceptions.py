"""Exceptions: recorded with clause and authority, counted by the audit, outliving what they may."""

from datetime import date
from typing import Any

import pytest
from tests import world

from registrar.areas.advising.actions.record_element import record_element
from registrar.areas.advising.actions.record_exception import ExceptionWish, record_exception
from registrar.areas.advising.actions.revoke_element import revoke_element
from registrar.areas.advising.actions.revoke_exception import revoke_exception
from registrar.areas.advising.models import AuditException, RecordedElement
from registrar.areas.advising.queries.audits import audit_of
from registrar.areas.catalogue.models import Minor
from registrar.kernel import Decision

pytestmark = pytest.mark.django_db
NOW, DAY, TERM = world.at("2024-09-04 10:00"), date(2024, 9, 4), "2024/25-S1"


@pytest.fixture
def study() -> Any:
    """A student whose programme asks for one subject by name."""
    programme = world.programme(credits_required=3)
    world.compulsory(programme, world.subject("COMP1011"))
    world.subject("COMP1012")
    return world.study(programme=programme)


@pytest.fixture
def head() -> Any:
    """The Head of the department."""
    return world.user("head", "head", department="COMP")


def wish(**more: Any) -> ExceptionWish:
    """Return a substitution of COMP1012 for COMP1011 unless told otherwise."""
    told: dict[str, Any] = {
        "requirement": "core",
        "kind": "substitute",
        "clause": "polyu-2024-25:GAP-10",
        "authority": "Head of Department",
        "reason": "r",
        "subject": "COMP1011",
        "instead": "COMP1012",
    }
    return ExceptionWish(**(told | more))


def core(study: Any, day: date = DAY) -> str:
    """Return how the compulsory subjects stand."""
    rows = audit_of(study.pk, term=TERM, as_of=day).result["requirements"]
    return str(next(row["state"] for row in rows if row["id"].endswith(":core")))


def test_a_substitution_fills_the_requirement(study: Any, head: Any) -> None:
    """The other subject counts once it is passed, from the day on which the exception is on record."""
    world.result(study, world.subject("COMP1012"), world.term("2023/24-S2", "2024-01-15"), "B", "3.0")
    assert core(study) == "missing"

    made = record_exception(study.pk, wish(), actor=head, now=NOW)

    assert isinstance(made, AuditException)
    assert made.document == "polyu-bachelor"
    assert core(study) == "met"
    assert core(study, date(2024, 9, 3)) == "missing"


def test_a_refused_exception_leaves_no_row(study: Any, head: Any) -> None:
    """An unknown clause, a requirement of another document, and outliving too much are refused."""
    for refused in (
        wish(clause="polyu-2024-25:99Z-99"),
        wish(requirement="thesis"),
        wish(survives="programme"),
        wish(subject="COMP1012", instead="COMP1011"),
        wish(ends_on=date(2024, 9, 1)),
    ):
        assert isinstance(record_exception(study.pk, refused, actor=head, now=NOW), Decision)

    assert not AuditException.objects.exists()


def test_an_exception_ends_on_its_day_and_when_taken_back(study: Any, head: Any) -> None:
    """After its last day, and after it was taken back, the requirement is asked for again."""
    waiver = wish(kind="waive", subject="", instead="", ends_on=date(2024, 9, 30))
    made = record_exception(study.pk, waiver, actor=head, now=NOW)
    assert isinstance(made, AuditException)
    assert core(study, date(2024, 9, 30)) == "waived"
    assert core(study, date(2024, 10, 1)) == "missing"

    assert revoke_exception(made.pk, now=world.at("2024-09-10 10:00"))
    assert not revoke_exception(made.pk, now=world.at("2024-09-11 10:00"))

    assert core(study, date(2024, 9, 9)) == "waived"
    assert core(study, date(2024, 9, 10)) == "missing"


@pytest.mark.parametrize(
    ("clause", "survives", "state"),
    [
        ("polyu-2024-25:GAP-10", "document", "missing"),
        ("polyu-2024-25:5B-10", "", "missing"),
        ("polyu-2024-25:5B-10", "programme", "waived"),
    ],
)
def test_after_a_change_of_programme_only_what_may_survive_counts(
    study: Any, head: Any, clause: str, survives: str, state: str
) -> None:
    """What follows the student is what its clause lets follow, and what was recorded so."""
    waiver = wish(kind="waive", subject="", instead="", clause=clause, survives=survives)
    assert isinstance(record_exception(study.pk, waiver, actor=head, now=NOW), AuditException)
    other = world.programme("61436", credits_required=3)
    world.compulsory(other, world.subject("COMP1011"))

    study.programme = other
    study.save()

    assert core(study) == state


def test_an_exception_for_a_minor_leaves_the_programme_alone(study: Any, head: Any) -> None:
    """It is recorded under the Minor's document, and counts as long as the Minor is held."""
    minor = Minor.objects.create(code="MN-COMP", department=world.department(), title_en="M", title_zh="副")
    study.minor = minor
    study.save()

    made = record_exception(
        study.pk, wish(requirement="polyu-mn-comp:minor", kind="waive", subject="", instead=""), actor=head, now=NOW
    )

    assert isinstance(made, AuditException)
    assert (made.document, made.requirement) == ("polyu-mn-comp", "minor")
    rows = {row["id"]: row["state"] for row in audit_of(study.pk, term=TERM, as_of=DAY).result["requirements"]}
    assert (rows["polyu-mn-comp:minor"], rows["polyu-bachelor:core"]) == ("waived", "missing")


def test_an_element_is_taken_back_once(study: Any, head: Any) -> None:
    """It stays on record, and the requirement is open again."""
    made = record_element(study.pk, "wie", met_on=DAY, note="", actor=head, now=NOW)
    assert revoke_element(made.pk, now=NOW) is True
    assert revoke_element(made.pk, now=NOW) is False
    assert RecordedElement.objects.get().revoked_at == NOW

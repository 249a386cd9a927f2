"""What the catalogue says of a subject reaches the rules: follow-on terms, and General University Requirements at a
fixed time.
"""

from typing import Any

import pytest
from django.db import IntegrityError
from tests import world

from registrar.areas.platform.models import StoredDecision
from registrar.areas.registration.actions.end_registrations import end_registrations
from registrar.areas.registration.actions.submit_basket import Choice, submit_basket
from registrar.areas.registration.models import Registration, SubjectGroup
from registrar.areas.registration.tests.actions.test_submit_basket import taught
from registrar.areas.studies.actions.change_status import change_status
from registrar.areas.studies.models import Study

pytestmark = pytest.mark.django_db
NOW = world.at("2024-09-03 10:00")


def submit(study: Study, group: SubjectGroup, **how: Any) -> dict[str, Any]:
    """Submit one group; return its decision as it was stored."""
    submit_basket(study.pk, [Choice(group.pk)], all_or_nothing=False, actor=study.student, now=NOW, **how)
    return dict(StoredDecision.objects.latest("pk").body)


def found(body: dict[str, Any], start: str) -> list[tuple[str, bool]]:
    """Return keys and answers of the findings whose key starts so."""
    every = [(one["message"]["key"], one["holds"]) for one in body["findings"]]
    return [one for one in every if one[0].startswith(start)]


@pytest.fixture
def second() -> SubjectGroup:
    """The follow-on term of COMP1011, taught this term."""
    group = taught("COMP1012")
    group.offering.subject.requisites.create(kind="continues", other=world.subject("COMP1011"))
    return group


def earlier() -> Any:
    """The term before."""
    return world.term("2023/24-S2", "2024-01-15")


@pytest.mark.parametrize(
    ("grade", "key", "outcome"),
    [
        ("B", "taken", "ALLOWED"),
        ("F", "missing", "REFUSED"),
        ("", "missing", "REFUSED"),
        ("to come", "taken", "ALLOWED"),
    ],
)
def test_a_follow_on_term_asks_for_the_earlier_one(second: SubjectGroup, grade: str, key: str, outcome: str) -> None:
    # Given a student who passed, failed, never took, or still waits for the earlier term
    study, first = world.study(cohort="2023/24"), world.subject("COMP1011")
    if grade == "to come":
        world.register(study, world.group(first, earlier()))
    elif grade:
        world.result(study, first, earlier(), grade, "3.0" if grade == "B" else "0.0")
    # When the follow-on term is submitted
    body = submit(study, second)
    # Then the rule says so, and its facts name the earlier term
    assert body["outcome"] == outcome
    assert found(body, "registration.consecutive") == [(f"registration.consecutive.{key}", key == "taken")]
    assert body["facts"]["consecutive_subject"]["follows"] == "COMP1011"
    assert Registration.objects.filter(group=second).exists() is (outcome == "ALLOWED")


def test_taking_both_terms_at_once_is_no_order(second: SubjectGroup) -> None:
    study = world.study()
    world.register(study, taught("COMP1011"))
    assert found(submit(study, second), "registration.consecutive") == [("registration.consecutive.missing", False)]


def test_the_department_enters_a_follow_on_term_without_the_earlier_one(second: SubjectGroup) -> None:
    body = submit(world.study(), second, by_department=True)
    assert body["outcome"] == "ALLOWED"
    assert found(body, "registration.consecutive") == [("registration.consecutive.department", True)]


def test_a_subject_continues_one_other_at_most(second: SubjectGroup) -> None:
    with pytest.raises(IntegrityError, match="continues_one_subject"):
        second.offering.subject.requisites.create(kind="continues", other=world.subject("COMP1013"))


def test_the_end_of_a_study_takes_the_follow_on_term_with_its_own_reason(second: SubjectGroup) -> None:
    # Given a registration of a follow-on term after the last term of a study (HB18-3P-07/2)
    row = world.register(world.study(), second)
    change_status([row.study_id], "graduated", term=earlier().pk, reason="board", actor=None, now=NOW)
    # When the job runs / Then the decision says that it is a follow-on term
    assert end_registrations(actor=None, now=NOW) == 1
    assert found(StoredDecision.objects.get().body, "registration.later") == [
        ("registration.later.follow_on_removed", False)
    ]


@pytest.mark.parametrize(
    ("category", "stage", "semester", "key"),
    [
        ("gur", 3, "S2", "any_semester"),
        ("gur_fixed", 1, "S1", "at_its_time"),
        ("gur_fixed", 1, "", "at_its_time"),
        ("gur_fixed", 0, "S1", "at_its_time"),
        ("gur_fixed", 3, "", "fixed_stage"),
        ("gur_fixed", 0, "S2", "fixed_semester"),
        ("gur_fixed", 3, "S1", "fixed_both"),
    ],
)
def test_a_general_requirement_is_bound_to_what_its_programme_fixes(
    category: str, stage: int, semester: str, key: str
) -> None:
    # Given a student of year one, in Semester One, and a General University Requirement of the programme
    study, subject = world.study(stage=1), world.subject("APSS1001", kind="gur")
    world.programme().curriculum.create(subject=subject, category=category, stage=stage, semester=semester)
    # When it is submitted
    body = submit(study, world.group(subject))
    # Then it is taken at its time only, where one is fixed, and recorded as any other
    held = not key.startswith("fixed")
    assert found(body, "registration.gur") == [(f"registration.gur.{key}", held)]
    assert body["outcome"] == ("ALLOWED" if held else "NEEDS_APPROVAL")
    assert list(Registration.objects.values_list("category", flat=True)) == (["gur"] if held else [])
    assert found(body, "registration.pattern") == []


def test_a_general_requirement_of_no_programme_is_open_in_every_semester() -> None:
    body = submit(world.study(), world.group(world.subject("APSS1001", kind="gur")))
    assert found(body, "registration.gur") == [("registration.gur.any_semester", True)]

"""A decision that an approval turned names it: which, by whom, until when."""

from datetime import date
from typing import Any

import pytest
from tests import world

from registrar.areas.people.models import Person
from registrar.areas.platform.models import StoredDecision
from registrar.areas.registration.actions.drop_subject import drop_subject
from registrar.areas.registration.actions.submit_basket import Choice, submit_basket
from registrar.areas.registration.models import Registration
from registrar.areas.registration.tests.actions.test_submit_basket import taught
from registrar.areas.studies.actions.grant_approval import Wish, grant_approval
from registrar.areas.studies.models import Approval
from registrar.areas.studies.queries.approvals_in_force import approvals_in_force
from registrar.areas.studies.queries.registrants import registrants

pytestmark = pytest.mark.django_db
NOW = world.at("2024-09-03 10:00")
KEY = "2024/25-S1"


@pytest.fixture
def head() -> Any:
    """A Head with a name in both scripts."""
    user = world.user("head.one", "head", department="COMP", family="Lee", given="Siu Ming")
    Person.objects.filter(user=user).update(name_zh="李小明")
    return user


def grant(study: Any, kind: str, head: Any, **scope: Any) -> Approval:
    """Record an approval for the term."""
    made = grant_approval(study.pk, Wish(kind, KEY, "as asked", date(2024, 9, 2), **scope), actor=head, now=NOW)
    assert isinstance(made, Approval)
    return made


def submit(study: Any, group: Any) -> Any:
    """Submit one group; return its decision as it was stored."""
    submit_basket(study.pk, [Choice(group.pk)], all_or_nothing=False, actor=study.student, now=NOW)
    return StoredDecision.objects.latest("pk").body


def named(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the arguments of the findings that name an approval."""
    keys = ("registration.approval.used", "registration.approval.used_until")
    return [one["message"]["args"] for one in body["findings"] if one["message"]["key"] in keys]


@pytest.mark.parametrize(
    ("kind", "requisite", "refused"),
    [
        ("prerequisite_waiver", "prerequisite", "registration.requisite.not_passed"),
        ("corequisite_waiver", "corequisite", "registration.corequisite.missing"),
        ("exclusion_waiver", "exclusion", "registration.exclusion.registered"),
    ],
)
def test_each_requisite_has_its_own_waiver_and_the_decision_names_it(
    head: Any, kind: str, requisite: str, refused: str
) -> None:
    # Given a subject with a requisite that the student doesn't meet
    study, group, other = world.study(), taught("COMP1012"), taught("COMP1011")
    group.offering.subject.requisites.create(kind=requisite, other=other.offering.subject)
    if requisite == "exclusion":
        world.register(study, other)
    # When it is submitted with the other two waivers, it is refused and none of them is named
    for unfit in {"prerequisite_waiver", "corequisite_waiver", "exclusion_waiver"} - {kind}:
        grant(study, unfit, head, subject="COMP1012")
    body = submit(study, group)
    assert (body["outcome"], named(body)) == ("REFUSED", [])
    assert refused in {one["message"]["key"] for one in body["findings"]}
    # When its own waiver is on record, it is registered, and facts and finding name it
    waiver = grant(study, kind, head, subject="COMP1012", ends_on=date(2024, 9, 20))
    body = submit(study, group)
    assert body["outcome"] == "ALLOWED"
    assert [one["number"] for one in named(body)] == [waiver.pk]
    field = {"prerequisite_waiver": "waiver"}.get(kind, kind)
    assert body["facts"]["requisites"][field] == {
        "number": waiver.pk,
        "granted_by": "LEE Siu Ming 李小明",
        "granted_on": "2024-09-02",
        "until": "2024-09-20",
    }


def test_a_waiver_of_another_subject_changes_nothing(head: Any) -> None:
    study, group, other = world.study(), taught("COMP1012"), taught("COMP1011")
    group.offering.subject.requisites.create(kind="corequisite", other=other.offering.subject)
    grant(study, "corequisite_waiver", head, subject="COMP1011")
    assert submit(study, group)["outcome"] == "REFUSED"
    assert Registration.objects.count() == 0


def test_the_drop_of_the_last_subject_names_the_approval_that_allows_it(head: Any) -> None:
    # Given a student with one subject, and zero-subject enrolment approved for the term
    study, group = world.study(), taught("COMP1011")
    row = world.register(study, group)
    approval = grant(study, "zero_subject", head)
    # When it is dropped / Then the decision names the approval, which ends with the term
    drop_subject(row.pk, actor=study.student, now=NOW)
    (used,) = named(StoredDecision.objects.get().body)
    assert used["number"] == approval.pk
    assert str(approval.term.ends_on) in str(used["until"])


def test_approvals_read_alone_and_with_the_student_are_the_same(head: Any) -> None:
    study = world.study()
    world.term()
    grant(study, "light_load", head)
    grant(study, "prerequisite_waiver", head, subject=world.subject("COMP1011").pk, ends_on=date(2024, 9, 20))
    nobody = world.user("registry.one")
    Person.objects.filter(user=nobody).delete()
    Approval.objects.create(study=study, kind="extension", granted_by=nobody, granted_at=NOW)
    alone = approvals_in_force([study.pk], KEY, NOW.date())[study.pk]
    with_student = registrants([study.pk], KEY, 20241, NOW.date())[study.pk].approvals
    assert alone == with_student
    assert [(one.kind, one.granted_by, one.until) for one in alone] == [
        ("light_load", "LEE Siu Ming 李小明", Approval.objects.get(kind="light_load").term.ends_on),
        ("prerequisite_waiver", "LEE Siu Ming 李小明", date(2024, 9, 20)),
        ("extension", "registry.one", None),
    ]

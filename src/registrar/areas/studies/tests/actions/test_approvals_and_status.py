"""Approvals and changes of status."""

from datetime import date

import pytest
from django.db import ProgrammingError, transaction
from tests import world

from registrar.areas.platform.models import StoredDecision
from registrar.areas.studies.actions.change_status import change_status
from registrar.areas.studies.actions.grant_approval import Wish, grant_approval
from registrar.areas.studies.actions.revoke_approval import revoke_approval
from registrar.areas.studies.models import Approval, StatusChange
from registrar.areas.studies.queries.approvals_in_force import approvals_in_force
from registrar.areas.studies.queries.latest_results import latest_results
from registrar.areas.studies.queries.registrants import registrants
from registrar.areas.studies.queries.study_of_user import study_of_user
from registrar.kernel import Decision

pytestmark = pytest.mark.django_db
NOW = world.at("2024-09-10 10:00")


def wish(kind: str = "light_load", **fields) -> Wish:
    defaults = {"term": world.term().pk, "reason": "Illness", "filed_on": date(2024, 9, 10)}
    return Wish(kind=kind, **(defaults | fields))


def test_an_approval_counts_until_it_is_taken_back() -> None:
    # Given an approved light load
    study, head = world.study(), world.user("head", "head")
    approval = grant_approval(study.pk, wish(), actor=head, now=NOW)
    assert isinstance(approval, Approval)
    assert (approval.form, approval.granted_by, approval.granted_at) == ("AR121", head, NOW)
    # Then it is in force for its term, and not after it is taken back
    assert [one.kind for one in approvals_in_force([study.pk], world.term().pk, NOW.date())[study.pk]] == ["light_load"]
    assert approvals_in_force([study.pk], "2024/25-S2", NOW.date())[study.pk] == []
    assert revoke_approval(approval.pk, actor=head, now=NOW) is True
    assert revoke_approval(approval.pk, actor=head, now=NOW) is False
    assert approvals_in_force([study.pk], world.term().pk, NOW.date())[study.pk] == []
    assert Approval.objects.count() == 1


def test_a_form_after_add_drop_is_refused_with_its_clause() -> None:
    # Given AR121 on 16 September, the day after add/drop (HB24-4K-03/4)
    study, head = world.study(), world.user("head", "head")
    late = world.at("2024-09-16 09:00")
    answer = grant_approval(study.pk, wish(filed_on=date(2024, 9, 16)), actor=head, now=late)
    # Then it is refused, the decision is kept, and nothing is granted
    assert isinstance(answer, Decision)
    assert [str(finding.clause) for finding in answer.refusals] == ["polyu-2024-25:4K-03"]
    assert StoredDecision.objects.get().subject == f"study:{study.pk}"
    assert Approval.objects.count() == 0


def test_the_day_of_the_form_counts_and_not_that_of_the_approval() -> None:
    # Given AR160 that came in on the last day and is recorded two days later (HB24-5C-05/3)
    study, head = world.study(), world.user("head", "head")
    subject = world.subject("COMP1011")
    asked = wish("second_retake", filed_on=date(2024, 9, 15), subject=subject.pk)
    approval = grant_approval(study.pk, asked, actor=head, now=world.at("2024-09-17 09:00"))
    assert isinstance(approval, Approval)
    assert approval.granted_at == world.at("2024-09-15 09:00")


@pytest.mark.parametrize("fields", [{"term": None}, {"kind": "second_retake"}, {"kind": "credit_ceiling"}])
def test_an_approval_without_its_scope_is_an_error(fields: dict) -> None:
    with pytest.raises(ValueError, match="needs its scope"):
        grant_approval(world.study().pk, wish(**fields), actor=None, now=NOW)
    assert Approval.objects.count() == 0


def test_a_status_changes_with_its_history() -> None:
    # Given two enrolled students, one of them already withdrawn
    one, gone = world.study("24000001D"), world.study("24000002D", status="withdrawn")
    changes = change_status(
        [one.pk, gone.pk], "withdrawn", term=world.term().pk, reason="official_withdrawal", actor=None, now=NOW
    )
    # Then only the first changes, and its history can't be edited
    one.refresh_from_db()
    assert one.status == "withdrawn"
    assert [(change.study_id, change.before, change.after) for change in changes] == [(one.pk, "active", "withdrawn")]
    with pytest.raises(ProgrammingError, match="studies_statuschange"), transaction.atomic():
        StatusChange.objects.update(reason="another")


def test_an_unknown_status_is_an_error() -> None:
    with pytest.raises(ValueError, match="sleeping"):
        change_status([world.study().pk], "sleeping", term=world.term().pk, reason="", actor=None, now=NOW)


def test_the_latest_result_counts_and_only_once_it_is_released() -> None:
    # Given a fail, then a pass that is released on 11 January
    study, subject = world.study(), world.subject("COMP1011")
    world.result(study, subject, world.term("2023/24-S2", "2024-01-15"), "F", "0.0")
    world.result(study, subject, world.term(), "C", "2.0", attempt=2, released_on=date(2025, 1, 11))
    before = latest_results([study.pk], date(2025, 1, 10))[study.pk]["COMP1011"]
    after = latest_results([study.pk], date(2025, 1, 11))[study.pk]["COMP1011"]
    assert (before.grade, before.passed, before.attempts) == ("F", False, 1)
    assert (after.grade, after.passed, after.attempts) == ("C", True, 2)


def test_a_withdrawn_subject_is_no_attempt_and_a_transfer_is_a_pass() -> None:
    study = world.study()
    term = world.term("2023/24-S2", "2024-01-15")
    world.result(study, world.subject("COMP1011"), term, "W", None, origin="withdrawn", failed=False)
    world.result(study, world.subject("COMP1012"), term, "T", None, origin="transferred")
    found = latest_results([study.pk], date(2024, 9, 1))[study.pk]
    assert list(found) == ["COMP1012"]
    assert (found["COMP1012"].passed, found["COMP1012"].attempts) == (True, 0)


def test_the_last_standing_before_the_term_decides_probation() -> None:
    # Given probation after Semester One 2023/24, lifted after Semester Two
    study = world.study(cohort="2023/24")
    for key, starts, standing in (
        ("2023/24-S1", "2023-09-04", "probation"),
        ("2023/24-S2", "2024-01-15", "progressing"),
    ):
        study.standings.create(term=world.term(key, starts), standing=standing, released_on=date(2024, 6, 1))
    s2, s1 = world.term("2023/24-S2", "2024-01-15"), world.term()

    def on_probation(term, today: date) -> bool:
        return registrants([study.pk], term.pk, term.ordinal, today)[study.pk].probation

    assert on_probation(s2, date(2024, 9, 1)) is True
    assert on_probation(s1, date(2024, 9, 1)) is False
    # And before the standings were released nothing was known to hold the student
    assert on_probation(s2, date(2024, 5, 31)) is False


def test_the_enrolled_study_is_the_students() -> None:
    old = world.study("20000001D", cohort="2020/21", status="graduated")
    new = world.study("24000001D", student=old.student)
    assert study_of_user(old.student) == new
    assert study_of_user(world.user("nobody")) is None

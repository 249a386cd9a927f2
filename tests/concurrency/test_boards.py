"""Boards on a real PostgreSQL with sessions of their own: one meeting, one signature, one release."""

from __future__ import annotations

import threading
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from tests import boards, world
from tests.concurrency.at_once import at_once
from tests.concurrency.board_terms import NOW, failures, run_of

from registrar.areas.assessment.actions import confirm_meeting as confirm_module
from registrar.areas.assessment.actions import finalise_sheet as finalise_module
from registrar.areas.assessment.actions import release_meeting as release_module
from registrar.areas.assessment.actions.call_meeting import call_meeting
from registrar.areas.assessment.actions.confirm_meeting import confirm_meeting
from registrar.areas.assessment.actions.decide_proposals import decide_proposals
from registrar.areas.assessment.actions.finalise_sheet import finalise_sheet
from registrar.areas.assessment.actions.reconsider_proposals import reconsider_proposals
from registrar.areas.assessment.actions.release_meeting import release_meeting
from registrar.areas.assessment.models import Board, BoardDecision, GradeEntry, GradeSheet, Meeting
from registrar.areas.assessment.queries.changed_since import changed_since_decision
from registrar.areas.platform.models import Notice
from registrar.areas.studies.models import TermStanding

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
SESSIONS = 5


def test_two_secretaries_who_call_a_meeting_at_once_call_one() -> None:
    run = run_of()
    board = Board.objects.get(proposals__run=run, proposals__study__student_number="24001000D")
    outcomes = at_once([lambda: call_meeting(board, run.pk, held_at=NOW, room="Y301", actor=None, now=NOW)] * SESSIONS)
    assert failures(outcomes) == []
    assert sum(isinstance(item, Meeting) for item in outcomes) == 1
    assert outcomes.count("another_open") == SESSIONS - 1


def test_the_same_proposals_decided_by_many_at_once_are_decided_once() -> None:
    run = run_of()
    meeting, people = boards.called(run, NOW)
    keys = list(run.proposals.values_list("pk", flat=True))
    outcomes = at_once([lambda: decide_proposals(meeting.pk, keys, actor=people["secretary"], now=NOW)] * SESSIONS)
    assert failures(outcomes) == []
    assert [item.count for item in outcomes] == [4] * SESSIONS
    assert BoardDecision.objects.count() == 4


def test_minutes_signed_many_times_at_once_go_on_record_once() -> None:
    meeting, people = boards.closed(run_of(), NOW)
    outcomes = at_once([lambda: confirm_meeting(meeting.pk, actor=people["chair"], now=NOW)] * SESSIONS)
    assert failures(outcomes) == []
    assert outcomes.count(None) == SESSIONS - 1
    assert TermStanding.objects.count() == 4


def test_a_release_begun_many_times_at_once_tells_everybody_once() -> None:
    meeting = boards.held(run_of(), NOW)
    outcomes = at_once([lambda: release_meeting(meeting.pk, actor=None, now=NOW)] * SESSIONS)
    assert failures(outcomes) == []
    assert outcomes.count(None) == SESSIONS - 1
    assert Notice.objects.count() == 4


def test_without_the_lock_a_release_begun_twice_tells_everybody_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    # Negative control: the lock is taken away, and both sessions look before either writes
    meeting = boards.held(run_of(), NOW)
    both_have_looked = threading.Barrier(2)

    def look_only(wanted: dict[str, Any]) -> dict[str, dict[Any, Any]]:
        rows = {label: apps.get_model(label).objects.in_bulk(list(keys)) for label, keys in wanted.items()}
        both_have_looked.wait(timeout=20)
        return rows

    monkeypatch.setattr(release_module, "lock", look_only)
    outcomes = at_once([lambda: release_meeting(meeting.pk, actor=None, now=NOW)] * 2)
    assert failures(outcomes) == []
    assert Notice.objects.count() == 8


def _rectify_meanwhile(monkeypatch: pytest.MonkeyPatch, study: Any) -> tuple[threading.Event, Any]:
    """Let the signature wait, once it has looked at the record, for a rectification that was begun meanwhile."""
    looked, done = threading.Event(), threading.Event()
    decide = confirm_module.minutes_decision

    def slow(*args: Any, **more: Any) -> Any:
        answer = decide(*args, **more)
        looked.set()
        done.wait(timeout=1.5)
        return answer

    def rectify() -> str:
        looked.wait(timeout=20)
        with transaction.atomic():
            # What every change of a final result does first (decide_rectification)
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM studies_study WHERE id = %s FOR NO KEY UPDATE", [study.pk])
            boards.rectified(study, "A", "4.0", NOW)
        done.set()
        return str(Meeting.objects.get().state)

    monkeypatch.setattr(confirm_module, "minutes_decision", slow)
    return done, rectify


def test_a_grade_rectified_while_the_minutes_are_signed_waits_for_the_signature(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meeting, people = boards.closed(run_of(1), NOW)
    study = meeting.run.proposals.get().study
    _, rectify = _rectify_meanwhile(monkeypatch, study)
    outcomes = at_once([lambda: confirm_meeting(meeting.pk, actor=people["chair"], now=NOW), rectify])
    assert failures(outcomes) == []
    # then the rectification came after the standing, which rested on the record as it was when it was signed
    assert outcomes[1] == "confirmed"
    assert TermStanding.objects.get().standing == "probation"


def test_without_holding_the_studies_a_rectification_slips_in_between(monkeypatch: pytest.MonkeyPatch) -> None:
    # Negative control: the studies aren't held
    meeting, people = boards.closed(run_of(1), NOW)
    study = meeting.run.proposals.get().study
    _, rectify = _rectify_meanwhile(monkeypatch, study)
    monkeypatch.setattr(confirm_module, "hold", lambda wanted: None)
    outcomes = at_once([lambda: confirm_meeting(meeting.pk, actor=people["chair"], now=NOW), rectify])
    assert failures(outcomes) == []
    # then the grade changed before the standing on the old one was on record
    assert outcomes[1] == "closed"
    assert TermStanding.objects.get().standing == "probation"


def _closed_in_spring() -> tuple[Meeting, dict[str, Any], GradeSheet]:
    """A closed meeting on spring, while a panel still has a sheet of autumn before it, with an A for the student."""
    meeting, people = boards.closed(run_of(1, world.term("2024/25-S2", "2025-01-13")), NOW)
    study = meeting.run.proposals.get().study
    registration = world.register(study, world.group(world.subject("COMP2001"), world.term()))
    sheet = GradeSheet.objects.create(offering=registration.offering, stage="submitted")
    GradeEntry.objects.create(sheet=sheet, registration=registration, grade="A")
    return meeting, people, sheet


def _settle_meanwhile(monkeypatch: pytest.MonkeyPatch, sheet: GradeSheet) -> Any:
    """Let the signature wait, once it has looked at the record, for a panel that makes a sheet final meanwhile."""
    looked, done = threading.Event(), threading.Event()
    decide = confirm_module.minutes_decision

    def slow(*args: Any, **more: Any) -> Any:
        answer = decide(*args, **more)
        looked.set()
        done.wait(timeout=1.5)
        return answer

    def settle() -> tuple[str, str]:
        looked.wait(timeout=20)
        with transaction.atomic():
            answer = finalise_sheet(sheet.pk, actor=None, now=NOW)
            state = str(Meeting.objects.get().state)
        done.set()
        return answer, state

    monkeypatch.setattr(confirm_module, "minutes_decision", slow)
    return settle


def test_a_sheet_made_final_while_the_minutes_are_signed_waits_for_the_signature(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meeting, people, sheet = _closed_in_spring()
    settle = _settle_meanwhile(monkeypatch, sheet)
    outcomes = at_once([lambda: confirm_meeting(meeting.pk, actor=people["chair"], now=NOW), settle])
    assert failures(outcomes) == []
    # then the grade came after the standing, and the decision shows as one whose record has changed since
    assert outcomes[1] == ("final", "confirmed")
    assert TermStanding.objects.get().standing == "probation"
    assert len(changed_since_decision(meeting.run, meeting.board_id)) == 1


def test_without_holding_the_studies_a_sheet_becomes_final_between_look_and_signature(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Negative control: the panel doesn't hold the studies
    meeting, people, sheet = _closed_in_spring()
    settle = _settle_meanwhile(monkeypatch, sheet)
    monkeypatch.setattr(finalise_module, "hold", lambda wanted: None)
    outcomes = at_once([lambda: confirm_meeting(meeting.pk, actor=people["chair"], now=NOW), settle])
    assert failures(outcomes) == []
    # then the grade was on record before the signature, which rests on the record without it
    assert outcomes[1] == ("final", "closed")
    assert TermStanding.objects.get().gpa == Decimal("1.00")


def test_put_before_the_board_again_many_times_at_once_there_is_one_new_proposal() -> None:
    run = run_of(1)
    meeting = boards.held(run, NOW)
    boards.rectified(run.proposals.get().study, "A", "4.0", NOW)
    keys = list(run.proposals.values_list("pk", flat=True))
    act = lambda: reconsider_proposals(run.pk, meeting.board_id, keys, actor=None, now=NOW)  # noqa: E731
    outcomes = at_once([act] * SESSIONS)
    assert failures(outcomes) == []
    assert sorted(item.count for item in outcomes) == [0] * (SESSIONS - 1) + [1]
    assert run.proposals.count() == 2

"""Boards of Examiners for tests: people on them, and a whole meeting in one call."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from tests import world

from registrar.areas.assessment.actions.call_meeting import call_meeting
from registrar.areas.assessment.actions.close_meeting import close_meeting
from registrar.areas.assessment.actions.confirm_meeting import confirm_meeting
from registrar.areas.assessment.actions.decide_proposals import decide_proposals
from registrar.areas.assessment.actions.record_attendance import record_attendance
from registrar.areas.assessment.actions.release_meeting import release_meeting
from registrar.areas.assessment.models import Board, BoardMember, BoardRun, Meeting
from registrar.areas.platform.models import StoredDecision
from registrar.areas.studies.actions.change_result import Grounds, NewSay, change_result
from registrar.areas.studies.models import SubjectResult


def seated(department: str = "COMP") -> dict[str, Any]:
    """Give a department's board a chair, two members and a secretary; return office (member, other) -> user."""
    board, _ = Board.objects.get_or_create(department=world.department(department))
    people = {}
    for name, office in (("chair", "chair"), ("member", "member"), ("other", "member"), ("secretary", "secretary")):
        user = world.user(f"{name}-{department.lower()}")
        people[name] = user
        BoardMember.objects.create(board=board, user=user, office=office, since=date(2020, 1, 1))
    return people


def called(run: BoardRun, now: datetime, *, present: bool = True) -> tuple[Meeting, dict[str, Any]]:
    """Call the meeting of the run's only board, with everybody there; return it with the people."""
    board = _board(run)
    seats = {seat.office: seat for seat in BoardMember.objects.filter(board=board)}
    people = {office: seat.user for office, seat in seats.items()} if seats else seated(board.department_id)
    meeting = call_meeting(board, run.pk, held_at=now, room="Y301", actor=None, now=now)
    assert isinstance(meeting, Meeting), meeting
    if present:
        everybody = BoardMember.objects.filter(board=board).values_list("pk", flat=True)
        record_attendance(meeting.pk, dict.fromkeys(everybody, "present"), actor=None)
    return meeting, people


def _board(run: BoardRun) -> Board:
    (key,) = set(run.proposals.values_list("board", flat=True))
    return Board.objects.get(pk=key)


def closed(run: BoardRun, now: datetime) -> tuple[Meeting, dict[str, Any]]:
    """Hold a meeting that decides everything as proposed, and close it."""
    meeting, people = called(run, now)
    decidable = run.proposals.exclude(group__in=["missing", "unchanged"]).filter(decided=None)
    decide_proposals(meeting.pk, list(decidable.values_list("pk", flat=True)), actor=people["secretary"], now=now)
    decision = close_meeting(meeting.pk, actor=people["secretary"], now=now)
    assert decision is not None
    assert decision.allowed, decision
    return meeting, people


def held(run: BoardRun, now: datetime) -> Meeting:
    """Hold a meeting as `closed` does, and have it confirmed by the chair."""
    meeting, people = closed(run, now)
    decision = confirm_meeting(meeting.pk, actor=people["chair"], now=now)
    assert decision is not None
    assert decision.allowed, decision
    return meeting


def released(run: BoardRun, now: datetime) -> dict[str, int] | None:
    """Hold a meeting, confirm it and release its results at the same moment."""
    return release_meeting(held(run, now).pk, actor=None, now=now)


def rectified(study: Any, grade: str, points: str, now: datetime, *, term: str = "") -> None:
    """Change a student's only result (of a term) by a recorded decision, as the panel and a second person would."""
    rows = SubjectResult.objects.filter(study=study, origin="taken")
    result = (rows.filter(term=term).order_by("subject").first() if term else None) or rows.get()
    decision = StoredDecision.objects.create(
        rule="assessment.rectification", outcome="ALLOWED", subject="", body={}, rule_set="", as_of=now, decided_at=now
    )
    one, other = world.user(f"one{result.pk}"), world.user(f"other{result.pk}")
    grounds = Grounds("rectified", "panel", "Minute 3", "A question was not marked", one, other, decision.pk)
    failed = grade == "F"
    with transaction.atomic():
        new = NewSay(grade, Decimal(points), failed, 0 if failed else result.subject.credits)
        change_result(result, new, grounds, now=now)

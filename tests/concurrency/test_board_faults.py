"""Boards and faults: a grade that changes while they are computed, a release that is killed half way."""

from __future__ import annotations

import threading
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import OperationalError, connection
from tests import boards
from tests.concurrency.at_once import at_once
from tests.concurrency.board_terms import NOW, TERM, failures, run_of

from registrar.areas.assessment import proposing as proposing_module
from registrar.areas.assessment.actions import release_meeting as release_module
from registrar.areas.assessment.actions.close_meeting import close_meeting
from registrar.areas.assessment.actions.confirm_meeting import confirm_meeting
from registrar.areas.assessment.actions.decide_proposals import decide_proposals
from registrar.areas.assessment.actions.release_meeting import release_meeting
from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.models import Meeting
from registrar.areas.assessment.queries.proposal_marks import marks_now, stale_among
from registrar.areas.platform.models import Notice
from registrar.areas.studies.models import Study

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


class _ReadLate(dict):
    """Marks that are read only when they are asked for: after the record, as they must not be."""

    def __init__(self, keys: Any, term: Any) -> None:
        super().__init__()
        self.keys_of, self.term = keys, term

    def get(self, key: Any, default: Any = None) -> Any:
        return marks_now(self.keys_of, self.term).get(key, default)


def _rectified_during_a_run(monkeypatch: pytest.MonkeyPatch) -> tuple[Any, list[Any]]:
    """Run the boards again, and change a grade once the run has read the record; return the run and what happened."""
    run = run_of(1)
    study = run.proposals.get().study
    has_read, done = threading.Event(), threading.Event()
    read = proposing_module.board_data

    def slow(*args: Any, **more: Any) -> Any:
        rows = list(read(*args, **more))
        has_read.set()
        assert done.wait(timeout=20)
        return rows

    def rectify() -> str:
        assert has_read.wait(timeout=20)
        boards.rectified(study, "A", "4.0", NOW)
        done.set()
        return "changed"

    monkeypatch.setattr(proposing_module, "board_data", slow)
    outcomes = at_once([lambda: run_board(TERM, actor=None, now=NOW), rectify])
    assert failures(outcomes) == []
    return run, outcomes


def test_a_grade_rectified_while_the_boards_are_run_leaves_a_proposal_out_of_date(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run, _ = _rectified_during_a_run(monkeypatch)
    # then the proposal has the old figures and says that it is out of date, so nobody decides on it
    row = run.proposals.get()
    assert row.gpa == Decimal("1.00")
    assert stale_among([row], run.term) == {row.pk}
    meeting, people = boards.called(run, NOW)
    done = decide_proposals(meeting.pk, [row.pk], actor=people["secretary"], now=NOW)
    assert (done.count, list(done.refused)) == (0, [row.pk])
    # when it is run once more
    monkeypatch.undo()
    run_board(TERM, actor=None, now=NOW)
    assert run.proposals.get().gpa == Decimal("4.00")


def test_with_marks_read_after_the_record_old_figures_look_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    # Negative control: the mark is read after the record
    monkeypatch.setattr(proposing_module, "marks_now", _ReadLate)
    run, _ = _rectified_during_a_run(monkeypatch)
    row = run.proposals.get()
    assert row.gpa == Decimal("1.00")
    assert stale_among([row], run.term) == set()


def _to_release() -> Meeting:
    """A signed meeting that ends one study and tells four students."""
    run = run_of()
    meeting, people = boards.called(run, NOW)
    out = run.proposals.order_by("study")[0].pk
    told = {"outcome": "deregistration", "reason": "No work handed in", "actor": people["secretary"], "now": NOW}
    assert decide_proposals(meeting.pk, [out], **told).count == 1
    rest = list(run.proposals.filter(decided=None).values_list("pk", flat=True))
    decide_proposals(meeting.pk, rest, actor=people["secretary"], now=NOW)
    for decision in (
        close_meeting(meeting.pk, actor=people["secretary"], now=NOW),
        confirm_meeting(meeting.pk, actor=people["chair"], now=NOW),
    ):
        assert decision is not None
        assert decision.allowed
    return meeting


def _seen() -> tuple[str, int, int]:
    """What another session sees of a release: the meeting, studies that have ended, students told."""
    return (
        str(Meeting.objects.get().state),
        Study.objects.filter(status="deregistered").count(),
        Notice.objects.count(),
    )


def _released_and_killed(monkeypatch: pytest.MonkeyPatch, release: Any) -> tuple[list[Any], Any]:
    """Release, and end the database session when half is done; return what others saw before and after."""
    halfway, looked = threading.Event(), threading.Event()
    backend: list[int] = []
    send = release_module.send

    def half(*args: Any, **more: Any) -> Any:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            backend.append(cursor.fetchone()[0])
        halfway.set()
        assert looked.wait(timeout=20)
        return send(*args, **more)

    def observer() -> Any:
        assert halfway.wait(timeout=20)
        seen = _seen()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", backend)
        looked.set()
        return seen

    monkeypatch.setattr(release_module, "send", half)
    outcomes = at_once([release, observer])
    monkeypatch.undo()
    return outcomes, _seen()


def test_a_release_whose_session_is_killed_half_way_shows_nothing_and_is_done_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meeting = _to_release()
    outcomes, after = _released_and_killed(monkeypatch, lambda: release_meeting(meeting.pk, actor=None, now=NOW))
    # then it died, and nobody saw any of it, neither while it ran nor afterwards
    assert isinstance(outcomes[0], OperationalError)
    assert outcomes[1] == after == ("confirmed", 0, 0)
    # when it is done again, it is whole
    assert release_meeting(meeting.pk, actor=None, now=NOW) == {"deregistration": 1, "probation": 3}
    assert _seen() == ("released", 1, 4)


def test_without_one_transaction_a_killed_release_leaves_half_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    # Negative control: each step is committed by itself
    meeting = _to_release()

    def look_only(wanted: dict[str, Any]) -> dict[str, dict[Any, Any]]:
        return {label: apps.get_model(label).objects.in_bulk(list(keys)) for label, keys in wanted.items()}

    monkeypatch.setattr(release_module, "lock", look_only)
    step_by_step = release_meeting.__wrapped__  # type: ignore[attr-defined]
    outcomes, after = _released_and_killed(monkeypatch, lambda: step_by_step(meeting.pk, actor=None, now=NOW))
    # then a study has ended, and its student was never told
    assert isinstance(outcomes[0], OperationalError)
    assert outcomes[1] == after == ("confirmed", 1, 0)

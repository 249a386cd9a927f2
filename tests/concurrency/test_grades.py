"""Grades on a real PostgreSQL: two panels settle one sheet, two people confirm one change, each time once."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests import world
from tests.concurrency.at_once import at_once

from registrar.areas.assessment.actions import finalise_sheet as module
from registrar.areas.assessment.actions.decide_rectification import decide_rectification
from registrar.areas.assessment.actions.enter_grades import enter_grades
from registrar.areas.assessment.actions.finalise_sheet import finalise_sheet
from registrar.areas.assessment.actions.open_grade_sheets import open_grade_sheets
from registrar.areas.assessment.actions.propose_rectification import propose_rectification
from registrar.areas.assessment.actions.return_sheet import return_sheet
from registrar.areas.assessment.actions.submit_sheet import submit_sheet
from registrar.areas.assessment.changes import Change
from registrar.areas.assessment.models import GradeSheet
from registrar.areas.platform.models import Notice
from registrar.areas.studies.models import ResultChange, SubjectResult

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
NOW = world.at("2025-01-06 10:00")
LATER = world.at("2025-02-06 10:00")
STUDENTS = 12
PANELS = 6


def submitted() -> GradeSheet:
    """A submitted sheet of twelve students."""
    group = world.group(world.subject())
    for number in range(STUDENTS):
        world.register(world.study(f"240001{number:02}D"), group)
    open_grade_sheets("2024/25-S1")
    sheet = GradeSheet.objects.get()
    keys = sheet.entries.values_list("registration_id", flat=True)
    enter_grades(sheet.pk, dict.fromkeys(keys, "B"), actor=None, now=NOW)
    assert submit_sheet(sheet.pk, actor=None, now=NOW) == "submitted"
    return sheet


def test_panels_that_finalise_one_sheet_at_once_record_it_once() -> None:
    # Given six chairs with the same sheet before them
    sheet = submitted()
    chairs = [world.user(f"chair{number}", "panel_chair") for number in range(PANELS)]
    # When all make it final at the same moment
    outcomes = at_once([lambda chair=chair: finalise_sheet(sheet.pk, actor=chair, now=NOW) for chair in chairs])
    # Then one did, the others learn that it was done, and every student has one result
    assert sorted(outcomes) == ["final", *["not_submitted"] * (PANELS - 1)]
    assert (SubjectResult.objects.count(), SubjectResult.objects.filter(attempt=1).count()) == (STUDENTS, STUDENTS)


def test_a_panel_that_settles_and_one_that_returns_never_both_win() -> None:
    # Given
    sheet = submitted()
    chair = world.user("chair1", "panel_chair")
    # When one makes it final while the other gives it back
    final, returned = at_once(
        [
            lambda: finalise_sheet(sheet.pk, actor=chair, now=NOW),
            lambda: return_sheet(sheet.pk, note="Look again", actor=chair, now=NOW),
        ]
    )
    # Then either everything is on record or nothing is
    sheet.refresh_from_db()
    assert (final == "final") is not returned
    assert SubjectResult.objects.count() == (STUDENTS if final == "final" else 0)
    assert sheet.stage == ("final" if final == "final" else "open")


def test_without_the_lock_two_panels_would_both_record(monkeypatch: pytest.MonkeyPatch) -> None:
    # Negative control: no lock, and both have read the sheet as submitted before either writes
    sheet = submitted()
    both_have_read = threading.Barrier(2)

    def read_only(wanted: Any) -> Any:
        ((label, keys),) = wanted.items()
        found = {key: GradeSheet.objects.get(pk=key) for key in keys}
        both_have_read.wait(timeout=20)
        return {label: found}

    monkeypatch.setattr(module, "lock", read_only)
    monkeypatch.setattr(module, "hold", lambda wanted: None)
    # When both make it final
    outcomes = at_once([lambda: finalise_sheet(sheet.pk, actor=None, now=NOW)] * 2)
    # Then both went on to write: only the table's constraint kept the second from recording the grades again, or the
    # second saw the first one's and recorded them as retakes
    assert "not_submitted" not in [item for item in outcomes if isinstance(item, str)]
    assert any(isinstance(item, IntegrityError) for item in outcomes) or SubjectResult.objects.count() > STUDENTS


def test_two_people_who_confirm_one_change_at_once_change_it_once() -> None:
    # Given a proposal
    result = world.result(world.study(), world.subject(), world.term(), "C", "2.0")
    change = Change("rectified", "panel", "SARP 1", "Marks added up wrongly", new_grade="B")
    row = propose_rectification(result.pk, change, actor=world.user("chair1", "panel_chair"), now=NOW).row
    assert row is not None
    people = [world.user(f"registry{number}", "registry") for number in range(PANELS)]
    # When everybody confirms it
    outcomes = at_once(
        [lambda one=one: decide_rectification(row.pk, accept=True, actor=one, now=LATER) for one in people]
    )
    # Then it happened once, and the student was told once
    assert sorted(outcomes) == ["confirmed", *["not_open"] * (PANELS - 1)]
    assert (ResultChange.objects.count(), Notice.objects.count()) == (1, 1)


def test_a_change_that_dies_half_way_leaves_nothing() -> None:
    # Given a session that ends between the decision and the commit
    result = world.result(world.study(), world.subject(), world.term(), "C", "2.0")
    change = Change("rectified", "panel", "SARP 1", "Marks added up wrongly", new_grade="B")
    row = propose_rectification(result.pk, change, actor=world.user("chair1", "panel_chair"), now=NOW).row
    assert row is not None
    registry = world.user("registry1", "registry")
    # When
    with transaction.atomic():
        assert decide_rectification(row.pk, accept=True, actor=registry, now=LATER) == "confirmed"
        transaction.set_rollback(True)
    # Then nothing is left of it, and it can be done again
    result.refresh_from_db()
    assert (result.grade, ResultChange.objects.count()) == ("C", 0)
    assert decide_rectification(row.pk, accept=True, actor=registry, now=LATER) == "confirmed"

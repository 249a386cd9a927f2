"""What follows a meeting: a further one, the release, runs again, and what a day decided."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from tests import boards, world

from registrar.areas.advising.models import StudyPlanForm
from registrar.areas.assessment.actions import release_meeting as release_module
from registrar.areas.assessment.actions.close_meeting import close_meeting
from registrar.areas.assessment.actions.confirm_meeting import confirm_meeting
from registrar.areas.assessment.actions.decide_proposals import decide_proposals
from registrar.areas.assessment.actions.open_grade_sheets import open_grade_sheets
from registrar.areas.assessment.actions.release_meeting import release_meeting
from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.models import (
    BoardDecision,
    GradeEntry,
    GradeSheet,
    Meeting,
)
from registrar.areas.assessment.tasks import release_due_results
from registrar.areas.assessment.tests.before_a_board import BOARD, LATER, TERM, graded, proposal
from registrar.areas.platform import clock
from registrar.areas.platform.decisions import read
from registrar.areas.platform.models import Notice
from registrar.areas.studies.models import StatusChange, Study, TermStanding
from registrar.rulebook import decide

pytestmark = pytest.mark.django_db


def test_a_second_meeting_decides_on_those_whose_grade_came_later(run, five):
    boards.held(run, BOARD)
    study = five["missing"]
    entry = GradeEntry.objects.get(registration__study=study)
    GradeEntry.objects.filter(pk=entry.pk).update(grade="B")
    world.result(study, entry.registration.offering.subject, world.term(), "B", "3.0")
    run_board(TERM, actor=None, now=LATER)
    again = boards.held(run, LATER)
    assert (again.number, again.decisions.count()) == (2, 1)
    assert TermStanding.objects.get(study=study, term=TERM).standing == "progressing"
    assert TermStanding.objects.filter(term=TERM).count() == 5


def test_the_release_ends_studies_opens_appeals_and_tells_everybody(run, five):
    world.term("2024/25-S2", "2025-01-13")
    meeting, people = boards.called(run, BOARD)
    poor = proposal(run, five["poor"])
    decide_proposals(meeting.pk, [poor.pk], outcome="deregistration", reason="No work", actor=None, now=BOARD)
    rest = run.proposals.filter(decided=None).exclude(group="missing").values_list("pk", flat=True)
    decide_proposals(meeting.pk, list(rest), actor=None, now=BOARD)
    close_meeting(meeting.pk, actor=people["secretary"], now=BOARD)
    confirm_meeting(meeting.pk, actor=people["chair"], now=BOARD)
    # when
    assert release_meeting(meeting.pk, actor=None, now=BOARD) == {
        "progressing": 1,
        "probation": 1,
        "deregistration": 2,
    }
    # then
    assert dict(StatusChange.objects.values_list("study__student_number", "reason")) == {
        "24001003D": "ground_iv",
        "24001004D": "board_discretion",
    }
    assert Meeting.objects.get().appeals_until == date(2025, 1, 24)
    notice = Notice.objects.get(recipient=five["out"].student)
    assert "You may appeal until 24 January 2025." in notice.body_en
    assert "2025年1月24日" in notice.body_zh
    assert not Notice.objects.filter(recipient=five["missing"].student).exists()
    # and whoever is on probation finds the study plan that it asks for
    assert list(StudyPlanForm.objects.values_list("study", "term")) == [(five["probation"].pk, "2024/25-S2")]


def test_a_release_that_dies_half_way_leaves_nothing_and_is_made_whole_by_the_next(run, five, monkeypatch):
    meeting = boards.held(run, BOARD)

    def dies(*_args, **_more):
        raise RuntimeError("the machine went down")

    with monkeypatch.context() as broken:
        broken.setattr(release_module, "send", dies)
        with pytest.raises(RuntimeError), transaction.atomic():
            release_meeting(meeting.pk, actor=None, now=BOARD)
    # then nobody has heard anything, and no study has ended
    assert Notice.objects.count() == StatusChange.objects.count() == 0
    assert not Study.objects.filter(status="deregistered").exists()
    # when the job comes round again, everybody is told once
    clock.set_to(BOARD)
    release_due_results(0)
    release_due_results(0)
    assert Notice.objects.filter(subject_en__startswith="Your overall result").count() == 4
    assert StatusChange.objects.count() == 1
    assert Meeting.objects.get().state == "released"


def test_a_run_again_changes_nothing_and_keeps_what_was_decided(run):
    meeting, _ = boards.called(run, BOARD)
    keys = list(run.proposals.exclude(group="missing").values_list("pk", flat=True))
    decide_proposals(meeting.pk, keys, actor=None, now=BOARD)
    fields = ("pk", "study", "group", "gpa", "semester_gpa", "award_gpa", "record_mark", "poor")
    before = set(run.proposals.values_list(*fields))
    run_board(TERM, actor=None, now=LATER)
    assert set(run.proposals.values_list(*fields)) == before
    assert BoardDecision.objects.count() == 4


def test_an_optional_summer_term_leaves_the_standing_as_it_was():
    # HB24-6B-08/1, 6C-01/4: on probation from Semester Two, however well the Summer Term went
    spring, summer = world.term("2024/25-S2", "2025-01-13"), world.term("2024/25-ST", "2025-06-02")
    study = world.study("24001001D")
    TermStanding.objects.create(
        study=study, term=spring, semester_gpa="1.60", gpa="1.60", standing="probation", released_on="2025-06-10"
    )
    subject = world.subject()
    registration = world.register(study, world.group(subject, summer))
    open_grade_sheets(summer.key)
    GradeEntry.objects.filter(registration=registration).update(grade="A")
    GradeSheet.objects.update(stage="final")
    world.result(study, subject, summer, "A", "4.0")
    now = world.at("2025-08-20 10:00")
    run = run_board(summer.key, actor=None, now=now)
    assert run.proposals.get().group == "unchanged"
    boards.held(run, now)
    row = TermStanding.objects.get(term=summer)
    assert (row.standing, row.counts, row.gpa) == ("probation", False, Decimal("4.00"))


def test_the_order_in_which_results_arrive_changes_neither_proposal_nor_mark():
    # given the same history put on record in two orders, term by term and subject by subject
    first, spring, now = world.term("2023/24-S1", "2023-09-04"), world.term("2023/24-S2", "2024-01-15"), world.term()
    history = [
        ("COMP2001", first, "F", "0.0", 1),
        ("COMP2001", spring, "D", "1.0", 2),
        ("COMP2002", first, "C", "2.0", 1),
        ("COMP2003", spring, "B", "3.0", 1),
        ("COMP2004", now, "A", "4.0", 1),
    ]
    students = [graded("24001001D", "C"), graded("24001002D", "C")]
    for study, rows in zip(students, (history, history[::-1]), strict=True):
        for code, term, grade, points, attempt in rows:
            world.result(study, world.subject(code), term, grade, points, attempt=attempt)
    run = run_board(TERM, actor=None, now=BOARD)
    figures = set(run.proposals.values_list("gpa", "semester_gpa", "group", "credits_earned_total"))
    assert figures == {(Decimal("2.40"), Decimal("3.00"), "progressing", 15)}


def test_decisions_replayed_later_say_what_was_said_then(run, five):
    # given a grade that changes after the board
    boards.held(run, BOARD)
    boards.rectified(five["probation"], "A", "4.0", LATER)
    # when the decision of that day is taken again from what it rested on
    stored = read(proposal(run, five["probation"]).decision)
    again = decide(stored.rule, stored.facts, as_of=stored.as_of, university=stored.university)
    # then it says what it said, and the standing is what was decided
    assert again.to_json() == stored.to_json()
    assert TermStanding.objects.get(study=five["probation"], term=TERM).standing == "probation"

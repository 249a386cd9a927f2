"""Grades come out on their day, the overall result once the board has confirmed it; every page says which is which."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests import boards, world

from registrar.areas.assessment.actions.announce_results import announce_results
from registrar.areas.assessment.actions.enter_grades import enter_grades
from registrar.areas.assessment.actions.finalise_sheet import finalise_sheet
from registrar.areas.assessment.actions.open_grade_sheets import open_grade_sheets
from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.actions.submit_sheet import submit_sheet
from registrar.areas.assessment.models import GradeSheet
from registrar.areas.platform import clock
from registrar.areas.platform.models import Notice
from registrar.areas.studies.models import SubjectResult, TermStanding

pytestmark = pytest.mark.django_db

PANEL = world.at("2025-01-08 10:00")
BOARD = world.at("2025-01-17 15:00")
BETWEEN = world.at("2025-01-13 09:00")
# The calendar's results are final on 10 January, so grades come out on the 11th.


@pytest.fixture
def study():
    """A student of one subject, whose board meets on 17 January."""
    term = world.term()
    term.board_meets_on = date(2025, 1, 17)
    term.save()
    who = world.study("24000001D")
    world.register(who, world.group(world.subject(), teacher=world.user("teacher1", "teacher")))
    open_grade_sheets(term.key)
    return who


def settle(grade="D", now=PANEL):
    for sheet in GradeSheet.objects.filter(stage="open"):
        keys = sheet.entries.values_list("registration_id", flat=True)
        enter_grades(sheet.pk, dict.fromkeys(keys, grade), actor=None, now=now)
        submit_sheet(sheet.pk, actor=None, now=now)
        finalise_sheet(sheet.pk, actor=None, now=now)


def page(study, name, now, language="en"):
    clock.set_to(now)
    client = Client()
    client.force_login(study.student, backend=settings.AUTHENTICATION_BACKENDS[-1])
    client.cookies["registrar_language"] = language
    return client.get(reverse(name)).content.decode()


def test_between_release_and_board_grades_show_and_the_standing_does_not(study):
    # given a grade that means probation, proposed to the board and not confirmed
    settle()
    run_board("2024/25-S1", actor=None, now=PANEL)
    # when the student looks
    results = page(study, "assessment:my_results", BETWEEN)
    # then the grade is there, the averages are called provisional, and the page says whom and what they await
    assert ">D<" in results
    assert "Overall result to come" in results
    assert "The Board of Examiners meets on 17 January 2025." in results
    assert "Provisional averages" in results
    assert "Academic probation" not in results
    # and home and study say so too
    home = page(study, "home", BETWEEN)
    assert "Your subject results for Semester One 2024/25 are out" in home
    assert "The Board of Examiners meets on 17 January 2025." in home
    assert "the Board of Examiners has yet to confirm the overall result" in page(study, "studies:mine", BETWEEN)
    assert "has yet to confirm your overall result" in page(study, "awards:my_transcripts", BETWEEN)


def test_the_notice_stands_in_chinese_as_well(study):
    settle()
    results = page(study, "assessment:my_results", BETWEEN, "zh-hant")
    assert "考試委員會將於2025年1月17日開會" in results
    assert "整體成績待公布" in results
    assert "公布。 考試" not in results


def test_once_the_board_has_confirmed_everything_shows(study):
    # given
    settle()
    run = run_board("2024/25-S1", actor=None, now=PANEL)
    # when the board confirms on its day
    boards.held(run, BOARD)
    # then the standing is shown from that day, which is when it was announced (HB24-6C-02/1)
    assert TermStanding.objects.get().released_on == date(2025, 1, 17)
    results = page(study, "assessment:my_results", BOARD)
    assert "Academic probation" in results
    assert "Overall result to come" not in results
    assert "Provisional averages" not in results
    assert "Your results for Semester One 2024/25 are out" in page(study, "home", BOARD)


def test_a_board_that_confirms_early_shows_nothing_before_the_grades(study):
    settle()
    run = run_board("2024/25-S1", actor=None, now=PANEL)
    boards.held(run, PANEL)
    assert TermStanding.objects.get().released_on == date(2025, 1, 11)
    assert "No results yet" in page(study, "assessment:my_results", world.at("2025-01-10 23:00"))


def test_a_grade_missing_at_the_board_is_said(study):
    # given a second subject whose sheet is still open when the board decides
    settle()
    world.register(study, world.group(world.subject("COMP1012")))
    open_grade_sheets("2024/25-S1")
    run = run_board("2024/25-S1", actor=None, now=PANEL)
    boards.held(run, BOARD)
    # when / then
    assert "when a grade of yours was still missing" in page(study, "assessment:my_results", BOARD)
    assert TermStanding.objects.count() == 0


def test_students_are_told_once_of_their_grades_and_once_of_the_overall_result(study):
    # given
    settle()
    # when nothing is out yet, nobody is told
    assert announce_results(now=PANEL) == 0
    # when the day has come
    assert announce_results(now=BETWEEN) == 1
    # then the notice says what it is and what is to come
    notice = Notice.objects.get()
    assert notice.subject_en == "Your subject results for Semester One 2024/25 are out"
    assert notice.body_en.startswith("Your grades for Semester One 2024/25 can be seen under My results; subjects: 1.")
    assert "meets on 17 January 2025" in notice.body_en
    assert "將於2025年1月17日開會" in notice.body_zh
    # and a second time nobody is told again
    assert announce_results(now=BETWEEN) == 0
    # when the board has confirmed and the result is released
    run = run_board("2024/25-S1", actor=None, now=PANEL)
    boards.released(run, BOARD)
    # then
    last = Notice.objects.latest("pk")
    assert Notice.objects.count() == 2
    assert last.subject_en == "Your overall result for Semester One 2024/25 is out"
    assert "academic probation next semester" in last.body_en


def test_a_sheet_settled_late_comes_out_that_day_and_is_told_of_by_itself(study):
    # given a first sheet in time, a second one after the release day
    settle()
    announce_results(now=BETWEEN)
    world.register(study, world.group(world.subject("COMP1012")))
    open_grade_sheets("2024/25-S1")
    settle("B", now=world.at("2025-01-15 10:00"))
    # when / then it isn't said to have been out for days
    assert SubjectResult.objects.get(subject_id="COMP1012").released_on == date(2025, 1, 15)
    assert announce_results(now=world.at("2025-01-15 10:10")) == 1
    assert Notice.objects.count() == 2


def test_telling_takes_a_fixed_number_of_queries(study, django_assert_num_queries):
    group = world.group(world.subject("COMP1012"))
    for number in range(10):
        world.register(world.study(f"240001{number:02}D"), group)
    open_grade_sheets("2024/25-S1")
    settle()
    with django_assert_num_queries(8):
        assert announce_results(now=BETWEEN) == 11

"""The pages of a board: who sees them, what they list, and the papers."""

from io import BytesIO

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader
from tests import boards, world

from registrar.areas.assessment.actions.close_meeting import close_meeting
from registrar.areas.assessment.actions.confirm_meeting import confirm_meeting
from registrar.areas.assessment.actions.decide_proposals import decide_proposals
from registrar.areas.assessment.models import ExtenuatingNotice, Meeting
from registrar.areas.assessment.papers import agenda_pdf, minutes_pdf
from registrar.areas.assessment.tests.before_a_board import BOARD, LATER, proposal
from registrar.areas.platform import clock
from registrar.areas.platform.models import AccessLog

pytestmark = pytest.mark.django_db


def shown(user, name, *args, now=BOARD, **query):
    clock.set_to(now)
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client.get(reverse(name, args=args), query)


def test_members_see_their_board_and_nobody_else_s(run):
    meeting, people = boards.called(run, BOARD)
    elsewhere = boards.seated("EEE")
    here = ("assessment:workbench", run.pk, meeting.board_id)
    for who in ("chair", "member", "secretary"):
        assert shown(people[who], *here).status_code == 200
    assert shown(elsewhere["chair"], *here).status_code == 403
    assert shown(world.user("teacher9", "teacher"), *here).status_code == 403
    row = run.proposals.first()
    assert shown(elsewhere["member"], "assessment:proposal", row.pk).status_code == 403
    assert shown(people["member"], "assessment:proposal", row.pk).status_code == 200
    assert shown(people["member"], "assessment:agenda", meeting.pk)["Content-Type"] == "application/pdf"
    assert shown(elsewhere["member"], "assessment:agenda", meeting.pk).status_code == 403
    # and each look left a trace
    assert AccessLog.objects.filter(viewer=people["chair"], page="assessment:workbench").count() == 5


def test_only_the_secretary_writes_and_only_the_chair_signs(run):
    meeting, people = boards.called(run, BOARD)
    assert shown(people["secretary"], "assessment:attendance", meeting.pk).status_code == 200
    assert shown(people["member"], "assessment:attendance", meeting.pk).status_code == 403
    assert shown(people["chair"], "assessment:close_meeting", meeting.pk).status_code == 403
    closed = close_meeting(meeting.pk, actor=people["secretary"], now=BOARD)
    assert not closed.allowed
    Meeting.objects.update(state="closed", closed_by=people["secretary"], closed_at=BOARD)
    assert shown(people["chair"], "assessment:confirm_meeting", meeting.pk).status_code == 200
    assert shown(people["secretary"], "assessment:confirm_meeting", meeting.pk).status_code == 403


def test_the_list_is_searched_filtered_and_downloaded(run, five):
    meeting, people = boards.called(run, BOARD)
    here = ("assessment:workbench", run.pk, meeting.board_id)
    text = shown(people["secretary"], *here, state="poor").content.decode()
    assert "24001004D" in text
    assert "24001001D" not in text
    text = shown(people["secretary"], *here, group="deregistration").content.decode()
    assert "24001003D" in text
    assert "24001004D" not in text
    text = shown(people["secretary"], *here, q="24001002").content.decode()
    assert "24001002D" in text
    assert "24001003D" not in text
    download = b"".join(shown(people["secretary"], *here, export="csv").streaming_content).decode("utf-8-sig")
    assert len(download.strip().splitlines()) == 6
    boards.rectified(five["good"], "A", "4.0", BOARD)
    text = shown(people["secretary"], *here, state="stale").content.decode()
    assert "24001001D" in text
    assert "24001002D" not in text


def test_the_workbench_asks_a_fixed_number_of_queries(run, five, django_assert_max_num_queries):
    meeting, people = boards.called(run, BOARD)
    here = ("assessment:workbench", run.pk, meeting.board_id)
    shown(people["secretary"], *here)
    with CaptureQueriesContext(connection) as few:
        shown(people["secretary"], *here, group="probation")
    with django_assert_max_num_queries(len(few)):
        shown(people["secretary"], *here)


def test_the_minutes_say_who_was_there_and_what_was_decided(run):
    meeting, people = boards.called(run, BOARD)
    keys = list(run.proposals.exclude(group="missing").values_list("pk", flat=True))
    decide_proposals(meeting.pk, keys, actor=people["secretary"], now=BOARD)
    close_meeting(meeting.pk, minutes="The next meeting is in June.", actor=people["secretary"], now=BOARD)
    meeting.refresh_from_db()
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(minutes_pdf(meeting))).pages)
    assert "The next meeting is in June." in text
    assert "24001003D" in text
    assert "(iv)" in text
    assert "3 of 3 members were present" in text
    assert "Not signed yet" in text
    # names stand in both scripts
    name = run.proposals.exclude(group="missing").first().study.student.person
    assert name.name_zh
    assert str(name) in text
    assert name.name_zh in text
    # the same meeting gives the same bytes
    assert minutes_pdf(meeting) == minutes_pdf(meeting)
    confirm_meeting(meeting.pk, actor=people["chair"], now=LATER)
    meeting.refresh_from_db()
    signed = "".join(page.extract_text() for page in PdfReader(BytesIO(minutes_pdf(meeting))).pages)
    assert "Not signed yet" not in signed


def test_the_agenda_names_students_in_both_scripts_and_copes_with_one(run, five):
    meeting, _people = boards.called(run, BOARD)
    person = proposal(run, five["probation"]).study.student.person
    type(person).objects.update(name_zh="")
    only = PdfReader(BytesIO(agenda_pdf(meeting, BOARD))).pages
    assert "陳大文" not in "".join(page.extract_text() for page in only)
    type(person).objects.filter(pk=person.pk).update(name_zh="陳大文")
    first = agenda_pdf(meeting, BOARD)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(first)).pages)
    assert text.count("陳大文") == 1
    assert agenda_pdf(meeting, BOARD) == first


def test_the_board_hears_what_was_told_beforehand_and_not_what_came_after(run, five):
    _, people = boards.called(run, BOARD)
    row = proposal(run, five["probation"])
    for text, late in (("Broken leg in November", False), ("Told after the decision", True)):
        ExtenuatingNotice.objects.create(
            study=row.study, term=world.term(), statement=text, filed_at=BOARD, appeal_only=late, decision=row.decision
        )
    page = shown(people["member"], "assessment:proposal", row.pk).content.decode()
    assert "Broken leg in November" in page
    assert "Told after the decision" not in page


def test_a_step_that_was_taken_leads_back_and_says_so(run):
    # given a meeting whose minutes the chair has signed
    meeting, people = boards.closed(run, BOARD)
    before_signing = shown(people["chair"], "assessment:confirm_meeting", meeting.pk).content.decode()
    confirm_meeting(meeting.pk, actor=people["chair"], now=LATER)
    # then the signature had the minutes and who was there before it
    assert reverse("assessment:minutes", args=[meeting.pk]) in before_signing
    assert str(people["member"].person) in before_signing
    # and whoever goes back to a step finds the workbench, with the reason
    for who, name in (("chair", "confirm_meeting"), ("chair", "return_meeting"), ("secretary", "close_meeting")):
        answer = shown(people[who], f"assessment:{name}", meeting.pk)
        assert (answer.status_code, answer["Location"]) == (
            303,
            reverse("assessment:workbench", args=[run.pk, meeting.board_id]),
        )
    assert Meeting.objects.get().state == "confirmed"


def test_proposals_lead_to_the_student_before_and_after(run):
    # given the board's students in the order of their numbers
    _meeting, people = boards.called(run, BOARD)
    first, second, third = run.proposals.order_by("study__student_number")[:3]
    # when somebody reads the second, then both neighbours are a link away, and the first has none before it
    here = shown(people["member"], "assessment:proposal", second.pk).content.decode()
    assert f'href="{reverse("assessment:proposal", args=[first.pk])}" rel="prev"' in here
    assert f'href="{reverse("assessment:proposal", args=[third.pk])}" rel="next"' in here
    assert 'rel="prev"' not in shown(people["member"], "assessment:proposal", first.pk).content.decode()

"""A grade changes after the chair has signed: the board decides again, and what it decided before stays on record."""

from datetime import date
from io import BytesIO

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from tests import boards, world

from registrar.areas.assessment.actions.call_meeting import call_meeting
from registrar.areas.assessment.actions.create_board import create_board
from registrar.areas.assessment.actions.reconsider_proposals import reconsider_proposals
from registrar.areas.assessment.actions.release_meeting import release_meeting
from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.board_titles import title_of
from registrar.areas.assessment.models import Board, BoardDecision, BoardMember, GradeEntry, Proposal
from registrar.areas.assessment.papers import minutes_pdf
from registrar.areas.assessment.queries.changed_since import changed_since_decision
from registrar.areas.assessment.queries.my_board import BoardNews, my_board
from registrar.areas.assessment.queries.proposals import group_counts
from registrar.areas.assessment.tests.before_a_board import BOARD, LATER, TERM
from registrar.areas.platform import clock
from registrar.areas.platform.models import Notice
from registrar.areas.studies.models import StatusChange, Study, TermStanding
from registrar.kernel import Bilingual

pytestmark = pytest.mark.django_db
AFTER = world.at("2025-02-03 10:00")


def current(run, study):
    return run.proposals.get(study=study, superseded_at=None)


def again(run, *studies):
    rows = run.proposals.filter(study__in=studies, superseded_at=None)
    return reconsider_proposals(run.pk, rows[0].board_id, [row.pk for row in rows], actor=None, now=AFTER)


def standing(study):
    return TermStanding.objects.get(study=study, term=TERM).standing


def test_a_grade_rectified_after_the_release_comes_before_the_same_board_again(run, five):
    # given a released decision, and a grade that changes afterwards
    study, first = five["probation"], boards.held(run, BOARD)
    release_meeting(first.pk, actor=None, now=BOARD)
    boards.rectified(study, "B", "3.0", LATER)
    (told,) = changed_since_decision(run, first.board_id)
    assert (told.proposal.study_id, [(one.subject, one.old, one.new) for one in told.changes]) == (
        study.pk,
        [("COMP1002", "D", "B")],
    )
    # when it is put before the board
    assert again(run, study).count == 1
    # then there is a new proposal beside the old decision, which still counts
    new = current(run, study)
    assert (new.group, new.supersedes.group, new.supersedes.decided.outcome) == (
        "progressing",
        "probation",
        "probation",
    )
    assert standing(study) == "probation"
    assert changed_since_decision(run, first.board_id) == []
    assert group_counts(run) == {"progressing": 2, "probation": 1, "deregistration": 1, "missing": 1}
    # when the board decides, and its chair signs
    second = boards.held(run, AFTER)
    assert (second.number, list(second.decisions.values_list("proposal", flat=True))) == (2, [new.pk])
    # then the new standing stands in the place of the old one, whose history and decision stay
    assert standing(study) == "progressing"
    events = apps.get_model("studies", "TermStandingEvent").objects.filter(study=study, term=TERM)
    assert list(events.values_list("standing", flat=True)) == ["progressing"]
    assert BoardDecision.objects.filter(proposal__study=study).count() == 2
    # and the release tells this student, and nobody else
    Notice.objects.all().delete()
    assert release_meeting(second.pk, actor=None, now=AFTER) == {"progressing": 1}
    notice = Notice.objects.get()
    assert notice.recipient == study.student
    assert "has decided on your overall result for Semester One 2024/25 again" in notice.body_en
    assert "取代先前的決定" in notice.body_zh


def test_nothing_comes_before_the_board_again_while_the_record_is_what_it_was(run, five):
    boards.held(run, BOARD)
    done = again(run, five["good"], five["missing"])
    assert done.count == 0
    assert [decision.findings[0].message.key for decision in done.refused.values()] == [
        "assessment.reconsider.same",
        "assessment.reconsider.undecided",
    ]
    assert not Proposal.objects.exclude(superseded_at=None).exists()


def test_minutes_that_wait_for_the_chair_are_handed_back_instead(run, five):
    boards.closed(run, BOARD)
    boards.rectified(five["probation"], "B", "3.0", BOARD)
    (decision,) = again(run, five["probation"]).refused.values()
    assert decision.findings[0].message.key == "assessment.reconsider.unsigned"


def test_round_the_action_only_a_signed_decision_is_superseded_and_once(run, five):
    boards.closed(run, BOARD)
    row = run.proposals.filter(study=five["good"])
    with pytest.raises(IntegrityError, match="only a signed decision"), transaction.atomic():
        row.update(superseded_at=AFTER)
    missing = run.proposals.filter(study=five["missing"])
    with pytest.raises(IntegrityError, match="only a signed decision"), transaction.atomic():
        missing.update(superseded_at=AFTER)


def test_a_superseded_proposal_stays_so_and_a_second_click_does_nothing(run, five):
    boards.held(run, BOARD)
    boards.rectified(five["probation"], "B", "3.0", LATER)
    old = current(run, five["probation"])
    assert again(run, five["probation"]).count == 1
    # when the same page is sent again
    done = reconsider_proposals(run.pk, old.board_id, [old.pk], actor=None, now=AFTER)
    assert (done.count, done.refused) == (0, {})
    assert Proposal.objects.filter(study=five["probation"]).count() == 2
    with pytest.raises(IntegrityError, match="stays superseded"), transaction.atomic():
        Proposal.objects.filter(pk=old.pk).update(superseded_at=None)


def test_a_study_that_had_ended_goes_on_once_the_board_has_decided_again(run, five):
    study = five["out"]
    release_meeting(boards.held(run, BOARD).pk, actor=None, now=BOARD)
    assert Study.objects.get(pk=study.pk).status == "deregistered"
    boards.rectified(study, "A", "4.0", LATER)
    again(run, study)
    second = boards.held(run, AFTER)
    # then the study has still ended until the release
    assert Study.objects.get(pk=study.pk).status == "deregistered"
    release_meeting(second.pk, actor=None, now=AFTER)
    assert Study.objects.get(pk=study.pk).status == "active"
    changes = StatusChange.objects.filter(study=study).values_list("before", "after", "reason")
    assert list(changes) == [
        ("active", "deregistered", "ground_iv"),
        ("deregistered", "active", "board_decided_again"),
    ]
    assert standing(study) == "progressing"


def test_a_release_leaves_out_whoever_is_before_the_board_again(run, five):
    # given a signed meeting that ends a study, and a grade that changes before the release
    study, first = five["out"], boards.held(run, BOARD)
    boards.rectified(study, "A", "4.0", BOARD)
    again(run, study)
    # when it is released
    assert release_meeting(first.pk, actor=None, now=AFTER) == {"progressing": 1, "probation": 2}
    # then the study goes on, and the student hears nothing before the board has decided
    assert Study.objects.get(pk=study.pk).status == "active"
    assert not Notice.objects.filter(recipient=study.student).exists()
    release_meeting(boards.held(run, AFTER).pk, actor=None, now=AFTER)
    assert Notice.objects.filter(recipient=study.student).count() == 1
    assert not StatusChange.objects.exists()


def test_the_minutes_of_the_first_meeting_say_what_they_said(run, five):
    first = boards.held(run, BOARD)
    first.refresh_from_db()
    before = minutes_pdf(first)
    # when one grade changes, another comes, and the board meets again
    boards.rectified(five["probation"], "B", "3.0", LATER)
    again(run, five["probation"])
    entry = GradeEntry.objects.get(registration__study=five["missing"])
    GradeEntry.objects.filter(pk=entry.pk).update(grade="B")
    world.result(five["missing"], entry.registration.offering.subject, world.term(), "B", "3.0")
    run_board(TERM, actor=None, now=AFTER)
    second = boards.held(run, AFTER)
    assert second.decisions.count() == 2
    # then neither shows in what was signed before
    after = minutes_pdf(first)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(after)).pages)
    assert text.count("24001002D") == text.count("24001005D") == 1
    assert after == before


def test_whoever_is_before_the_board_again_joins_a_meeting_that_is_open(run, five):
    # given a second meeting, called for a late grade
    boards.held(run, BOARD)
    boards.rectified(five["probation"], "B", "3.0", LATER)
    board = Board.objects.get(pk=current(run, five["good"]).board_id)
    second = call_meeting(board, run.pk, held_at=AFTER, room="Y302", actor=None, now=LATER)
    # when
    again(run, five["probation"])
    # then a run over everybody keeps it there, and a programme's own board made meanwhile doesn't take it away
    Board.objects.create(programme=world.programme())
    run_board(TERM, actor=None, now=AFTER)
    row = current(run, five["probation"])
    assert (row.board_id, row.supersedes_id is not None) == (second.board_id, True)
    assert Proposal.objects.filter(study=five["good"]).count() == 1


def test_the_student_is_told_until_when_to_appeal_and_that_the_board_looks_again(run, five):
    study, first = five["probation"], boards.held(run, BOARD)
    assert my_board(study.pk, TERM, BOARD.date()) == BoardNews(None, False)
    release_meeting(first.pk, actor=None, now=BOARD)
    assert my_board(study.pk, TERM, BOARD.date()) == BoardNews(date(2025, 1, 24), False)
    # when the grade changes, until the board has decided again
    boards.rectified(study, "B", "3.0", LATER)
    assert my_board(study.pk, TERM, LATER.date()) == BoardNews(date(2025, 1, 24), True)
    again(run, study)
    assert my_board(study.pk, TERM, AFTER.date()) == BoardNews(None, True)
    second = boards.held(run, AFTER)
    assert my_board(study.pk, TERM, AFTER.date()) == BoardNews(None, False)
    release_meeting(second.pk, actor=None, now=AFTER)
    assert my_board(study.pk, TERM, AFTER.date()) == BoardNews(date(2025, 2, 10), False)
    assert my_board(five["missing"].pk, TERM, AFTER.date()) == BoardNews(None, False)


def test_the_pages_lead_from_the_change_to_the_board(run, five):
    # given a signed decision, and a grade that changes afterwards
    first = boards.held(run, BOARD)
    boards.rectified(five["probation"], "B", "3.0", LATER)
    people = {seat.office: seat.user for seat in BoardMember.objects.filter(board=first.board_id)}
    clock.set_to(AFTER)
    client = signed_in(people["secretary"])
    here = reverse("assessment:workbench", args=[run.pk, first.board_id])
    assert "The record of 1 student has changed since the chair signed" in client.get(here).content.decode()
    page = client.get(reverse("assessment:changed", args=[run.pk, first.board_id])).content.decode()
    assert "COMP1002: D became B" in page
    # when somebody without the right, or without a choice, sends it
    url = reverse("assessment:reconsider", args=[run.pk, first.board_id])
    keys = [current(run, five["probation"]).pk]
    assert signed_in(people["member"]).post(url, {"proposal": keys}).status_code == 403
    client.post(url)
    assert not Proposal.objects.exclude(superseded_at=None).exists()
    # when the secretary does, twice
    for _ in range(2):
        assert client.post(url, {"proposal": keys})["Location"] == here
    assert Proposal.objects.filter(study=five["probation"]).count() == 2
    page = client.get(reverse("assessment:proposal", args=[current(run, five["probation"]).pk])).content.decode()
    assert "Earlier decision, on record" in page


def test_nobody_sees_or_decides_what_is_proposed_for_themselves(run, five):
    # given a member and a secretary who study on the programme
    meeting, people = boards.called(run, BOARD)
    row = current(run, five["good"])
    Study.objects.filter(pk=row.study_id).update(student=people["secretary"])
    clock.set_to(BOARD)
    client = signed_in(people["secretary"])
    listed = client.get(reverse("assessment:workbench", args=[run.pk, meeting.board_id])).content.decode()
    assert "24001001D" not in listed
    assert "24001002D" in listed
    assert client.get(reverse("assessment:proposal", args=[row.pk])).status_code == 403
    assert client.get(reverse("assessment:decide_one", args=[row.pk])).status_code == 403
    client.post(reverse("assessment:decide_many", args=[meeting.pk]), {"proposal": [row.pk]})
    assert not BoardDecision.objects.filter(proposal=row).exists()


def test_a_board_of_a_programme_is_made_on_a_page_and_once(run):
    world.programme()
    registry = signed_in(world.user("registry9", "registry"))
    page = registry.get(reverse("assessment:new_board")).content.decode()
    assert "61435 BSc in Computing" in page
    form = {"of": "p:61435", "name_en": "Board of Computing", "name_zh": "", "idempotency_key": "1"}
    assert registry.post(reverse("assessment:new_board"), form).status_code == 422
    assert Board.objects.filter(programme="61435").count() == 0
    made = create_board(programme="61435", name=Bilingual("Board of Computing", "電子計算考試委員會"))
    assert (title_of(made).en, title_of(made).zh) == ("Board of Computing", "電子計算考試委員會")
    assert create_board(programme="61435") == "exists"
    assert "Board of Computing" in registry.get(reverse("assessment:all_boards")).content.decode()
    assert signed_in(world.user("teacher8", "teacher")).get(reverse("assessment:new_board")).status_code == 403
    # then its students go there with the next computation
    run_board(TERM, actor=None, now=LATER)
    assert set(run.proposals.values_list("board", flat=True)) == {made.pk}


def signed_in(user):
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client

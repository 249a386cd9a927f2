"""What waits for whom around graduation, and awards whose record changed after them."""

from datetime import timedelta

import pytest
from tests import world

from registrar.areas.assessment.queries.awards_decided import AwardDecided
from registrar.areas.assessment.queries.rectified_since import Rectified
from registrar.areas.awards.actions.apply_for_graduation import apply_for_graduation
from registrar.areas.awards.actions.confer_awards import confer_awards
from registrar.areas.awards.actions.confirm_award import Board
from registrar.areas.awards.actions.follow_windows import follow_windows
from registrar.areas.awards.actions.retract_award import propose_retraction
from registrar.areas.awards.models import Award
from registrar.areas.awards.queries.changed_since import changed_since
from registrar.areas.awards.queries.finishing_term import finishing_term
from registrar.areas.awards.queries.graduation_work import (
    late_applications,
    retractions_to_decide,
    to_apply,
    to_settle,
)
from registrar.areas.awards.queries.left_to_confirm import left_to_confirm
from registrar.areas.platform import clock

from .graduating import BOARD, NOW, TERM, confirmed, finishing
from .test_apply_for_graduation import running

pytestmark = pytest.mark.django_db
MODULE = "registrar.areas.awards.queries"
OPEN, CLOSED = world.at("2025-01-27 06:40"), world.at("2025-02-10 06:40")


@pytest.fixture
def officer():
    return world.user("registry1", "registry")


def test_whoever_finishes_is_to_apply_until_an_application_is_there():
    # given
    study = running()
    assert (to_apply(study.pk), finishing_term(study, OPEN.date())) == (None, None)
    # when the window opens
    follow_windows(now=OPEN)
    # then
    assert (to_apply(study.pk).key, finishing_term(study, OPEN.date()).key) == (TERM, TERM)
    # and when the student has applied
    apply_for_graduation(study.pk, TERM, ["AMA2011"], actor=study.student, now=OPEN)
    assert to_apply(study.pk) is None


def test_late_applications_and_those_to_settle_are_counted_for_their_department_only():
    # given: two who finish; the window closes, and one applies late
    late, silent = running("21000002D"), running("21000003D")
    follow_windows(now=OPEN)
    follow_windows(now=CLOSED)
    apply_for_graduation(late.pk, TERM, ["AMA2011"], reason="In hospital", actor=late.student, now=CLOSED)
    # then
    assert (late_applications({"COMP"}), late_applications({"AF"}), late_applications(None)) == (1, 0, 1)
    assert (to_settle({"COMP"}), to_settle({"AF"}), to_apply(silent.pk).key) == (1, 0, TERM)


def test_a_proposed_retraction_waits_for_everybody_but_the_proposer(officer):
    # given
    confirmed(finishing(), actor=officer)
    confer_awards(now=world.at("2025-07-15 00:20"))
    award = Award.objects.get()
    why = {"reason": "Not the student's work", "authority": "Senate", "reference": "SEN/1"}
    row = propose_retraction(award.pk, **why, actor=officer, now=world.at("2025-08-01 10:00"))
    # when, then
    assert retractions_to_decide(officer) == []
    assert retractions_to_decide(world.user("registry2", "registry")) == [row]


def test_a_confirmation_that_was_refused_says_why_until_the_board_decides_again(officer, monkeypatch):
    # given: the board was shown another class
    study = finishing()
    decided = AwardDecided(study.pk, TERM, BOARD.decided_at, "upper_second", "upper_second")
    monkeypatch.setattr(f"{MODULE}.left_to_confirm.awards_decided", lambda: {study.pk: decided})
    assert left_to_confirm()[0].refused is None
    # when
    confirmed(study, board=Board(BOARD.decided_at, "upper_second", "upper_second"), actor=officer)
    # then
    (row,) = left_to_confirm()
    assert [one.message.key for one in row.refused.refusals] == ["award.confirmation.other_class"]
    # and when the board has decided again
    again = AwardDecided(study.pk, TERM, NOW + timedelta(days=1), "first", "first")
    monkeypatch.setattr(f"{MODULE}.left_to_confirm.awards_decided", lambda: {study.pk: again})
    assert left_to_confirm()[0].refused is None
    # and once it is confirmed nobody waits
    confirmed(study, actor=officer, now=NOW + timedelta(days=2))
    assert left_to_confirm() == []


def test_only_changes_after_the_award_are_shown_and_the_award_stays(officer, monkeypatch, client):
    # given an award, and two rectifications: before and after it
    study = finishing()
    award = confirmed(study, actor=officer).award
    before = Rectified(study.pk, "COMP1011", "2024/25-S1", "B", "A", NOW - timedelta(days=9))
    after = Rectified(study.pk, "COMP4913", TERM, "A", "C", NOW + timedelta(days=9))
    other = Rectified(study.pk + 1, "COMP4913", TERM, "A", "C", NOW + timedelta(days=9))
    monkeypatch.setattr(f"{MODULE}.changed_since.rectified_since", lambda *given: [before, after, other])
    # when
    (found,) = changed_since()
    # then
    assert (found.award, found.changes) == (award, (after,))
    client.force_login(officer)
    with clock.at(NOW + timedelta(days=10)):
        listed, page = client.get("/awards/changed/"), client.get(f"/awards/{award.pk}/")
    assert "A became C" in listed.content.decode()
    assert "GPA for award today" in page.content.decode()
    award.refresh_from_db()
    assert (award.state, award.award_class) == ("graduand", "first")

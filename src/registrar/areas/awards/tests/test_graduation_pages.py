"""The pages on graduation: who may, what they say, and that their queries don't grow with the rows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world

from registrar.areas.awards.actions.apply_for_graduation import apply_for_graduation
from registrar.areas.awards.actions.confer_awards import confer_awards
from registrar.areas.awards.actions.enter_penalty import enter_penalty
from registrar.areas.awards.actions.follow_windows import follow_windows
from registrar.areas.awards.graduates import shows_class
from registrar.areas.awards.models import Award, AwardRetraction, GraduationApplication, GraduationPenalty
from registrar.areas.platform import clock
from registrar.areas.platform.models import AccessLog

from .graduating import NOW, TERM, confirmed, finishing
from .ordering import text_of

pytestmark = pytest.mark.django_db
INSIDE = world.at("2025-01-27 09:00")


@pytest.fixture
def at(monkeypatch):
    """Set the clock of the pages."""

    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(clock, "today", lambda: moment.astimezone(clock.HONG_KONG).date())

    return set_to


def signed_in(client, user):
    client.force_login(user)
    return client


def test_a_student_applies_and_changes_the_electives(client, at):
    # given
    at(INSIDE)
    study = finishing()
    page = signed_in(client, study.student)
    # when
    shown = page.get(reverse("awards:apply"))
    sent = page.post(reverse("awards:apply"), {"electives": ["AMA2012"]})
    # then
    assert "AMA2012" in shown.content.decode()
    assert (shown.status_code, sent.status_code) == (200, 303)
    row = GraduationApplication.objects.get()
    assert (row.state, row.free_electives) == ("recorded", ["AMA2012"])
    assert page.post(reverse("awards:apply"), {"electives": []}).status_code == 422
    assert GraduationApplication.objects.get().free_electives == ["AMA2012"]


def test_before_the_window_there_is_no_form_but_the_reason(client, at):
    # given
    at(world.at("2025-01-20 09:00"))
    study = finishing()
    # when
    page = signed_in(client, study.student).get(reverse("awards:apply")).content.decode()
    # then
    assert "27 January 2025" in page
    assert "idempotency_key" not in page


def test_my_award_keeps_the_class_until_the_results_are_out(client, at):
    # given: confirmed, results of the term not announced
    at(NOW)
    study = finishing()
    confirmed(study)
    page = signed_in(client, study.student)
    # when
    before = page.get(reverse("awards:my_award")).content.decode()
    confer_awards(now=world.at("2025-07-15 00:20"))
    at(world.at("2025-07-16 10:00"))
    after = page.get(reverse("awards:my_award")).content.decode()
    # then
    assert "First Class Honours" not in before
    assert "First Class Honours" in after
    assert "15 August 2025" in after


def test_my_award_says_what_is_missing(client, at):
    # given
    at(NOW)
    study = finishing(without="COMP4913")
    # when
    page = signed_in(client, study.student).get(reverse("awards:my_award")).content.decode()
    # then
    assert "COMP4913" in page


def test_a_department_sees_its_own_programmes_only_and_leaves_a_trace(client, at):
    # given
    at(INSIDE)
    study = finishing()
    apply_for_graduation(study.pk, TERM, ["AMA2011"], actor=study.student, now=INSIDE)
    ours = world.user("office1", "department", department="COMP")
    theirs = world.user("office2", "department", department="AMA")
    # when
    own = signed_in(client, ours).get(reverse("awards:applications")).content.decode()
    other = signed_in(client, theirs).get(reverse("awards:applications")).content.decode()
    # then
    assert study.student_number in own
    # the number leads to the student's record
    assert f'href="{reverse("studies:study", args=[study.pk])}">{study.student_number}</a>' in own
    assert study.student_number not in other
    assert list(AccessLog.objects.values_list("viewer", "subject")) == [(ours.pk, f"study:{study.pk}")]


def test_a_late_application_leads_to_its_answer_and_to_the_record_for_whoever_may(client, at):
    # given
    at(INSIDE)
    study = finishing()
    apply_for_graduation(study.pk, TERM, ["AMA2011"], actor=study.student, now=INSIDE)
    GraduationApplication.objects.update(state="late")
    office, leader = (
        world.user("office1", "department", department="COMP"),
        world.user("leader1", "leader", department="COMP"),
    )
    record = reverse("studies:study", args=[study.pk])
    answer = reverse("awards:answer_application", args=[GraduationApplication.objects.get().pk])
    # when
    own = signed_in(client, office).get(reverse("awards:applications")).content.decode()
    led = signed_in(client, leader).get(reverse("awards:applications"))
    # then
    assert (record in own, answer in own) == (True, True)
    assert led.status_code == 200
    assert (study.student_number in led.content.decode(), record in led.content.decode()) == (True, False)


@pytest.mark.parametrize(
    "name", ["applications", "not_applied", "specific_awards", "awards", "graduates", "congregation", "penalties"]
)
def test_the_queries_of_a_list_do_not_grow_with_its_rows(client, at, name):
    # given
    at(INSIDE)
    officer = world.user("registry1", "registry")
    page = signed_in(client, officer)
    counts = []
    for number in ("21000001D", "21000002D", "21000003D"):
        study = finishing(number)
        apply_for_graduation(study.pk, TERM, ["AMA2011"], actor=study.student, now=INSIDE)
        enter_penalty(
            study.pk,
            "withhold_parchment",
            reference="SDC/1",
            decided_on=date(2025, 1, 2),
            ends_on=None,
            actor=officer,
            now=INSIDE,
        )
        confirmed(study)
        page.get(reverse(f"awards:{name}"))
        # when
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert page.get(reverse(f"awards:{name}")).status_code == 200
        counts.append(len(seen))
    # then
    assert counts[1] == counts[2]


def test_the_graduates_list_prints_the_class_for_the_highest_only(client, at):
    # given (HB18-3D-07/1, HB24-4C-14/1, HB24-4C-14/2)
    at(NOW)
    from registrar.areas.awards.actions.confirm_award import Board

    from .graduating import BOARD

    confirmed(finishing())
    lower = finishing("21000002D", grade="B", points="3.0")
    confirmed(lower, board=Board(BOARD.decided_at, "upper_second", "upper_second"))
    page = signed_in(client, world.user("registry1", "registry"))
    # when
    shown = page.get(reverse("awards:graduates")).content.decode()
    file = page.get(reverse("awards:graduates_file", args=["2025-07-15"]))
    # then
    assert ("First Class Honours" in shown, "Second Class Honours" in shown) == (True, False)
    assert (file.status_code, file.content[:4]) == (200, b"%PDF")
    text = text_of(type("File", (), {"content": file.content}))
    assert ("First Class Honours" in text, "Second Class" in text, "21000002D" in text) == (True, False, False)
    assert page.get(reverse("awards:graduates") + "?export=xlsx").status_code == 200
    assert page.get("/awards/graduates/2025-99-15.pdf").status_code == 404


def test_a_deferred_graduand_is_on_the_later_list(client, at):
    # given (HB24-11B-16/2)
    at(NOW)
    officer = world.user("registry1", "registry")
    study = finishing()
    confirmed(study)
    enter_penalty(
        study.pk,
        "defer_graduation",
        reference="SDC/1",
        decided_on=date(2025, 6, 1),
        ends_on=date(2025, 10, 15),
        actor=officer,
        now=NOW,
    )
    confirmed(finishing("21000002D"))
    page = signed_in(client, officer)
    # when
    october = page.get(reverse("awards:congregation") + "?confer_on=2025-07-15").content.decode()
    march = page.get(reverse("awards:congregation") + "?confer_on=2026-03-15").content.decode()
    # then
    assert ("21000001D" in october, "21000002D" in october) == (False, True)
    assert ("21000001D" in march, "21000002D" in march) == (True, False)


def test_the_registry_confirms_penalises_and_retracts_by_pages(client, at):
    # given
    at(NOW)
    first, second = world.user("registry1", "registry"), world.user("registry2", "registry")
    study = finishing()
    page = signed_in(client, first)
    form = {"number": "21000001D", "kind": "lower_class", "reference": "SDC/1"}
    day = {"decided_on_day": "1", "decided_on_month": "3", "decided_on_year": "2025"}
    ends = {"ends_on_day": "1", "ends_on_month": "4", "ends_on_year": "2025"}
    # when: a penalty that lowers the class has no last day
    assert page.post(reverse("awards:enter_penalty"), form | day | ends).status_code == 422
    assert not GraduationPenalty.objects.exists()
    assert page.post(reverse("awards:enter_penalty"), form | day).status_code == 303
    met = {"met_on_day": "10", "met_on_month": "6", "met_on_year": "2025", "proposed": "first", "decided": "first"}
    sent = {"number": "21000001D", "term": TERM} | met
    assert page.post(reverse("awards:confirm"), sent).status_code == 303
    assert page.post(reverse("awards:confirm"), sent).status_code == 422
    # then
    award = Award.objects.get()
    assert award.award_class == "upper_second"
    confer_awards(now=world.at("2025-07-15 00:20"))
    why = {"reason": "Found out later", "authority": "Senate", "reference": "SEN/1"}
    assert page.post(reverse("awards:propose_retraction", args=[award.pk]), why).status_code == 303
    settle = reverse("awards:settle_retraction", args=[AwardRetraction.objects.get().pk])
    assert page.post(settle, {"carry_out": "yes"}).status_code == 422
    assert Award.objects.get().state == "conferred"
    assert signed_in(client, second).post(settle, {"carry_out": "yes"}).status_code == 303
    assert Award.objects.get().state == "retracted"
    shown = signed_in(client, study.student).get(reverse("awards:my_award")).content.decode()
    assert "taken back" in shown


def test_students_do_not_reach_the_offices_pages(client, at):
    # given
    at(INSIDE)
    study = finishing()
    award = confirmed(study).award
    page = signed_in(client, study.student)
    # when, then
    for name in ("applications", "awards", "graduates", "congregation", "penalties", "windows", "confirm"):
        assert page.get(reverse(f"awards:{name}")).status_code == 403
    assert page.get(reverse("awards:award", args=[award.pk])).status_code == 404


def test_the_job_runs_on_an_empty_university():
    # given, when, then
    assert follow_windows(now=INSIDE) == {"announced": 0, "reminded": 0}


def test_the_class_follows_the_law_of_the_day_of_the_list():
    # given: no edition covers June 2024, one covers July (HB24-4C-14)
    june, july = date(2024, 6, 24), date(2024, 7, 15)
    # when, then
    assert [shows_class("first", day) for day in (june, july)] == [False, True]
    assert not shows_class("upper_second", july)

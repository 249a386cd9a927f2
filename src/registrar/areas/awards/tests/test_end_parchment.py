"""Parchments leave the registry once: collected with the right papers, or destroyed after their time."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests import world

from registrar.areas.awards.actions.confer_awards import confer_awards
from registrar.areas.awards.actions.end_parchment import destroy_parchment, hand_over_parchment
from registrar.areas.awards.actions.enter_penalty import enter_penalty
from registrar.areas.awards.actions.raise_hold import raise_hold
from registrar.areas.awards.facts import Wanted, order_facts
from registrar.areas.awards.models import Award, ParchmentEnding
from registrar.areas.finance.actions.cancel_debit_note import cancel_debit_note
from registrar.areas.finance.models import DebitNote
from registrar.areas.platform import clock
from registrar.kernel import Outcome

from .graduating import confirmed, finishing

pytestmark = pytest.mark.django_db
COUNTER = world.at("2025-08-15 11:00")
MYSELF = {"collector": "graduate", "identity_seen": True}
REPRESENTED = {
    "collector": "representative",
    "authorisation": True,
    "representative_named": True,
    "representative_number": True,
    "representative_document": "hkid",
    "graduate_copy": True,
    "graduate_document": "passport",
}


@pytest.fixture
def officer():
    return world.user("registry1", "registry")


@pytest.fixture
def award(officer):
    """An award conferred on 15 July 2025; nothing is owed."""
    confirmed(finishing(), actor=officer)
    for note in DebitNote.objects.all():
        cancel_debit_note(note.pk, actor=None, now=world.at("2025-06-12 10:00"))
    confer_awards(now=world.at("2025-07-15 00:20"))
    return Award.objects.get()


def keys(decision):
    return {finding.message.key for finding in decision.refusals}


def test_the_graduate_collects_it_once(award, officer):
    # given, when: twice
    first = hand_over_parchment(award.pk, MYSELF, actor=officer, now=COUNTER)
    second = hand_over_parchment(award.pk, REPRESENTED, representative="LEE Siu", actor=officer, now=COUNTER)
    # then (HB24-7D-01)
    assert (first.ending.how, second.ending) == ("graduate", first.ending)
    assert ParchmentEnding.objects.count() == 1


def test_a_representative_with_everything_collects_it(award, officer):
    # given (HB24-7C-04/1)
    done = hand_over_parchment(award.pk, REPRESENTED, representative="LEE Siu Man", actor=officer, now=COUNTER)
    # then
    assert (done.ending.how, done.ending.representative) == ("representative", "LEE Siu Man")


@pytest.mark.parametrize(
    ("lacks", "key"),
    [
        ({"representative_number": False}, "award.collection.no_number"),
        ({"authorisation": False}, "award.collection.no_authorisation"),
        ({"graduate_copy": False}, "award.collection.no_copy"),
    ],
)
def test_without_one_paper_it_stays(award, officer, lacks, key):
    # given (HB24-7C-04/2, /3)
    done = hand_over_parchment(award.pk, REPRESENTED | lacks, representative="LEE", actor=officer, now=COUNTER)
    # then
    assert (done.decision.outcome, keys(done.decision), done.ending) == (Outcome.REFUSED, {key}, None)
    assert not ParchmentEnding.objects.exists()


def test_an_open_case_keeps_it_back_until_the_registry_says_why_not(award, officer):
    # given (HB24-7C-08/2)
    raise_hold(award.study_id, ground="discipline", reference="SDC/2025/9", actor=officer, now=COUNTER)
    # when
    kept = hand_over_parchment(award.pk, MYSELF, actor=officer, now=COUNTER)
    released = hand_over_parchment(award.pk, MYSELF, override="Visa appointment", actor=officer, now=COUNTER)
    # then
    assert (keys(kept.decision), kept.ending) == ({"award.release.disciplinary"}, None)
    assert released.ending.override == "Visa appointment"


def test_no_reason_passes_over_a_penalty_even_on_its_last_day(award, officer):
    # given (HB24-11B-16/1)
    until = COUNTER.date()
    given = {"reference": "SDC/2025/8", "decided_on": date(2025, 3, 1), "ends_on": until}
    enter_penalty(award.study_id, "withhold_parchment", **given, actor=officer, now=COUNTER)
    # when
    kept = hand_over_parchment(award.pk, MYSELF, override="Urgent", actor=officer, now=COUNTER)
    later = hand_over_parchment(award.pk, MYSELF, override="Urgent", actor=officer, now=COUNTER + timedelta(days=1))
    # then: the day after nothing is open, so nothing was overridden
    assert (keys(kept.decision), kept.ending) == ({"award.release.withheld_until"}, None)
    assert (later.ending.how, later.ending.override) == ("graduate", "")


def test_an_old_one_is_destroyed_from_the_last_day_of_the_next_year_and_can_no_longer_be_collected(award, officer):
    # given (HB24-7C-05: dated 15 July 2025)
    early = destroy_parchment(award.pk, actor=officer, now=world.at("2026-12-30 10:00"))
    # when
    done = destroy_parchment(award.pk, actor=officer, now=world.at("2026-12-31 10:00"))
    too_late = hand_over_parchment(award.pk, MYSELF, actor=officer, now=world.at("2027-01-04 10:00"))
    asked = order_facts(award.study, Wanted("AR106", parchment="lost"), world.at("2027-01-04 10:00").date())
    # then a certification of award is what is left (HB24-7C-06/1)
    assert asked["parchment"] == "destroyed"
    assert (keys(early.decision), early.ending) == ({"award.disposal.kept"}, None)
    assert (done.ending.how, too_late.ending) == ("destroyed", done.ending)


def test_a_collected_one_is_never_destroyed(award, officer):
    # given
    held = hand_over_parchment(award.pk, MYSELF, actor=officer, now=COUNTER).ending
    # when
    done = destroy_parchment(award.pk, actor=officer, now=world.at("2026-12-31 10:00"))
    # then
    assert (keys(done.decision), done.ending) == ({"award.disposal.collected"}, held)


def test_the_database_keeps_the_ending(award, officer):
    # given
    hand_over_parchment(award.pk, MYSELF, actor=officer, now=COUNTER)
    # when, then
    for change in ({"how": "destroyed"}, {"override": "later"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            ParchmentEnding.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        ParchmentEnding.objects.all().delete()


def test_the_database_asks_for_a_representatives_name(award, officer):
    # given
    row = hand_over_parchment(award.pk, MYSELF, actor=officer, now=COUNTER).ending
    # when, then
    row.pk, row.how = None, "representative"
    with pytest.raises((IntegrityError, ValueError)), transaction.atomic():
        ParchmentEnding.objects.create(
            award_id=award.pk, how="representative", decision_id=row.decision_id, ended_at=COUNTER, ended_by=officer
        )


def test_the_counter_page_hands_it_over_and_shows_what_is_missing(award, officer, client):
    # given
    client.force_login(officer)
    with clock.at(COUNTER):
        page = client.get(f"/awards/{award.pk}/parchment/")
        key = page.context["idempotency_key"]
        # when: a representative without the number, then with it
        short = {"collector": "representative", "authorisation": "on", "name": "LEE Siu Man", "idempotency_key": key}
        refused = client.post(f"/awards/{award.pk}/parchment/", short)
        more = {"representative_number": "on", "representative_document": "hkid"}
        more |= {
            "graduate_copy": "on",
            "graduate_document": "passport",
            "idempotency_key": refused.context["idempotency_key"],
        }
        done = client.post(f"/awards/{award.pk}/parchment/", short | more)
        listed = client.get("/awards/parchments/?state=representative")
    # then
    assert refused.status_code == 422
    assert "gives no number" in refused.content.decode()
    assert done.status_code == 303
    assert ParchmentEnding.objects.get().representative == "LEE Siu Man"
    assert award.study.student_number in listed.content.decode()

"""Registration opens to programmes and cohorts one after the other."""

import pytest
from tests import world

from registrar.areas.catalogue.queries import registration_phases
from registrar.areas.registration.actions.preview_basket import preview_basket
from registrar.areas.registration.actions.submit_basket import Choice, submit_basket
from registrar.areas.registration.facts.own_phase import own_phase
from registrar.areas.registration.models import Registration
from registrar.areas.registration.tests.actions.test_submit_basket import taught
from registrar.areas.registration.web.registration_parts import window_note

pytestmark = pytest.mark.django_db
FIRST, SECOND = world.at("2024-07-29 10:00"), world.at("2024-07-31 10:00")


@pytest.fixture
def phases(monkeypatch):
    """Cohort 2022/23 registers two days after the others."""
    one = {"cohorts": ["2022/23"], "opens": SECOND, "closes": world.at("2024-08-09 23:59:59")}
    monkeypatch.setattr(registration_phases, "_phases", lambda university: {"2024/25-S1": [one]})


def test_a_cohort_waits_for_its_phase(phases) -> None:
    # Given a group, a student of the later cohort and one of another
    group = taught("COMP1011")
    later, other = world.study("24000001D", cohort="2022/23"), world.study("24000002D", cohort="2023/24")
    # When both submit on the first morning
    refused, taken = (
        submit_basket(study.pk, [Choice(group.pk)], all_or_nothing=True, actor=study.student, now=FIRST)
        for study in (later, other)
    )
    # Then the later cohort is told when it may come, and has nothing
    decision = refused.lines[0].decision
    assert [finding.message.key for finding in decision.refusals] == ["registration.window.phase_not_yet"]
    assert str(decision.refusals[0].clause) == "polyu-2024-25:5A-05"
    assert taken.written
    assert list(Registration.objects.values_list("study_id", flat=True)) == [other.pk]
    # And in its phase it may
    assert preview_basket(later.pk, [group.pk], now=SECOND)[0].decision.allowed


def test_the_page_says_when_the_own_phase_opens(phases, django_assert_num_queries) -> None:
    # Given a student of the later cohort
    term, study = world.term(), world.study(cohort="2022/23")
    # When the pages ask on the first morning
    with django_assert_num_queries(1):
        own = own_phase(study.pk, term.pk, FIRST)
    note = window_note(term, FIRST, own)
    # Then they name the own opening
    assert note["open"] is False
    assert note["text"].startswith("Registration opens to your programme and cohort on Wed 31 Jul 2024, 10:00.")
    assert window_note(term, SECOND, own)["open"] is True


def test_a_term_without_phases_asks_nothing(django_assert_num_queries) -> None:
    study = world.study()
    with django_assert_num_queries(0):
        assert own_phase(study.pk, "2024/25-S1", FIRST) is None

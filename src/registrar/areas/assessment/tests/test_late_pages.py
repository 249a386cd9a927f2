"""The steps of a pending result, by their addresses and in no order."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.assessment.actions.confirm_late_grade import confirm_late_grade
from registrar.areas.assessment.actions.enter_late_grade import enter_late_grade
from registrar.areas.assessment.models import LateAssessment
from registrar.areas.assessment.tests.test_late_grades import JANUARY, arrange, pending
from registrar.areas.platform import clock
from registrar.areas.registration.models import Offering

pytestmark = pytest.mark.django_db
__all__ = ["pending"]
ALL = ("arrange_late", "enter_late", "confirm_late")


@pytest.fixture
def both(pending):
    """Somebody who teaches the subject and chairs its panel."""
    clock.set_to(JANUARY)
    user = world.user("both1", "teacher", "panel_chair")
    pending.sheet.offering.groups.update(teacher=user)
    return user


def client_of(user):
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def open_steps(user, entry):
    """The steps whose page asks, and those that lead back with a reason."""
    client, asking, told = client_of(user), [], []
    for name in ALL:
        answer = client.get(reverse(f"assessment:{name}", args=[entry.pk]))
        if answer.status_code == 200:
            asking.append(name)
        else:
            assert answer["Location"] == reverse("assessment:pending_result", args=[entry.pk])
            text = client.get(answer["Location"]).content.decode()
            told.append(next(say for say in SAYINGS if say in text))
    return asking, told


SAYINGS = (
    "Arrange first what this result waits for.",
    "nothing to settle",
    "the arrangement stays",
    "You entered this grade yourself",
    "The grade is settled.",
)


def test_each_step_asks_in_its_time_only(both, pending):
    # nothing arranged
    assert open_steps(both, pending) == (["arrange_late"], [SAYINGS[0], SAYINGS[1]])
    # arranged
    arrange(pending)
    assert open_steps(both, pending) == (["arrange_late", "enter_late"], [SAYINGS[1]])
    # entered by somebody else
    enter_late_grade(pending.pk, "B", actor=None, now=JANUARY)
    assert open_steps(both, pending) == (["enter_late", "confirm_late"], [SAYINGS[2]])
    # entered by the same person: no button, no form
    enter_late_grade(pending.pk, "B", actor=both, now=JANUARY)
    assert open_steps(both, pending) == (["enter_late"], [SAYINGS[2], SAYINGS[3]])
    page = client_of(both).get(reverse("assessment:pending_result", args=[pending.pk])).content.decode()
    assert "Settle the grade" not in page
    # settled
    assert confirm_late_grade(pending.pk, actor=world.user("chair1", "panel_chair"), now=JANUARY) == "final"
    assert open_steps(both, pending) == ([], [SAYINGS[2], SAYINGS[4], SAYINGS[4]])


def test_settling_what_was_never_arranged_is_no_error(both, pending):
    # when the form is sent by hand
    answer = client_of(both).post(reverse("assessment:confirm_late", args=[pending.pk]))
    # then
    assert answer.status_code == 303
    assert not LateAssessment.objects.exists()
    pending.refresh_from_db()
    assert pending.grade == "I"


@pytest.mark.parametrize(("term", "best"), [("2024/25-S1", "A+"), ("2023/24-S2", "A+")])
def test_the_grades_of_the_term_are_offered_in_years_without_an_edition_too(both, pending, term, best):
    # given a pending result of a term, of a year whose handbook is not here
    world.term(term, "2024-01-15")
    Offering.objects.update(term=term)
    arrange(pending)
    # when
    page = client_of(both).get(reverse("assessment:enter_late", args=[pending.pk]))
    # then
    offered = [code for code, _ in page.context["form"].fields["grade"].choices]
    assert offered[:3] == ["", best, "A"]
    assert "I" not in offered
    answer = client_of(both).post(reverse("assessment:enter_late", args=[pending.pk]), {"grade": "B"})
    assert answer.status_code == 303
    assert LateAssessment.objects.get().grade == "B"

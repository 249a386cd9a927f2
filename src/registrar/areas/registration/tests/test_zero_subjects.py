"""Who ends add/drop without a subject is listed for the registry, once, and told."""

from typing import Any

import pytest
from django.urls import reverse
from tests import world

from registrar.areas.platform import clock
from registrar.areas.platform.models import AccessLog, Notice, StoredDecision
from registrar.areas.registration.actions.list_zero_subjects import list_zero_subjects
from registrar.areas.registration.tests.actions.test_submit_basket import taught
from registrar.areas.registration.tests.web.test_staff_pages import staff
from registrar.areas.studies.models import Approval, Study

pytestmark = pytest.mark.django_db
LAST, AFTER, LATER = (world.at(f"2024-09-{day} 01:30") for day in (15, 16, 17))


def approve(study: Study, kind: str) -> None:
    """Record an approval for the term."""
    Approval.objects.create(
        study=study, kind=kind, term=world.term(), granted_by=study.student, granted_at=world.at("2024-09-02 10:00")
    )


@pytest.fixture
def without() -> Study:
    """A student without a subject, beside others who have a subject, leave, or a study that rests or is to come."""
    study = world.study("24000001D")
    world.register(world.study("24000002D"), taught("COMP1011"))
    approve(world.study("24000003D"), "zero_subject")
    approve(world.study("24000004D"), "deferment")
    world.study("24000005D", status="deferred")
    world.study("24000006D", status="withdrawn")
    world.study("24000007D", entry_term=world.term("2024/25-S2", "2025-01-13"))
    return study


def test_the_list_is_made_once_add_drop_is_over(without: Study) -> None:
    # When the job runs on the last day of add/drop and on the two days after it
    counts = [list_zero_subjects(world.term(), actor=None, now=when) for when in (LAST, AFTER, LATER)]
    # Then one student is listed, once, and told; nobody's status changes
    assert counts == [0, 1, 0]
    stored = StoredDecision.objects.get()
    assert (stored.subject, stored.outcome, stored.refusing) == (
        f"study:{without.pk}",
        "REFUSED",
        ["polyu-2024-25:4I-01"],
    )
    assert Notice.objects.get().recipient_id == without.student_id
    without.refresh_from_db()
    assert without.status == "active"


def test_a_summer_term_asks_nobody(without: Study) -> None:
    summer = world.term("2024/25-ST", "2025-05-26")
    assert list_zero_subjects(summer, actor=None, now=world.at("2025-06-20 01:30")) == 0


def listed(client: Any) -> list[str]:
    """Return the student numbers on the page."""
    return [str(row[0].value) for row in client.get(reverse("registration:zero-subjects")).context["body"]]


def test_the_registry_sees_who_is_left_and_looking_is_logged(without: Study) -> None:
    registry = staff("registry", "registry")
    # Before the end of add/drop the page says when the list comes
    clock.set_to(world.at("2024-09-10 10:00"))
    assert (
        "The list is made the day after add/drop ends"
        in registry.get(reverse("registration:zero-subjects")).content.decode()
    )
    # Afterwards the student stands there, until leave is recorded
    list_zero_subjects(world.term(), actor=None, now=AFTER)
    clock.set_to(world.at("2024-09-16 10:00"))
    assert listed(registry) == ["24000001D"]
    assert AccessLog.objects.filter(page="registration:zero-subjects", subject="term:2024/25-S1").count() == 2
    approve(without, "deferment")
    assert listed(registry) == []
    # And a department has no such page
    office = staff("office", "department", department="COMP")
    assert office.get(reverse("registration:zero-subjects")).status_code == 403


def test_list_and_page_take_a_fixed_number_of_queries(without: Study, django_assert_max_num_queries: Any) -> None:
    registry, counts = staff("registry", "registry"), []
    clock.set_to(world.at("2024-09-16 10:00"))
    for first, last in ((10, 11), (11, 19)):
        for number in range(first, last):
            world.study(f"240001{number}D")
        with django_assert_max_num_queries(12) as job:
            list_zero_subjects(world.term(), actor=None, now=AFTER)
        with django_assert_max_num_queries(24) as page:
            registry.get(reverse("registration:zero-subjects"))
        counts.append((len(job), len(page)))
    assert counts[0] == counts[1]

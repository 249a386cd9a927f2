"""Other groups with a place."""

import pytest
from tests import world

from registrar.areas.registration.actions.plan_group import plan_group
from registrar.areas.registration.models import ReservedPlaces
from registrar.areas.registration.queries.free_groups import free_groups
from registrar.areas.registration.queries.my_registrations import live_registrations, planned_groups
from registrar.areas.registration.tests.actions.test_submit_basket import meets, taught

pytestmark = pytest.mark.django_db
NOW = world.at("2024-09-03 10:00")


def test_only_groups_with_a_place_that_fit_the_week_are_offered(django_assert_num_queries):
    # Given a Monday class, and a planned full group whose siblings are: on Monday too, kept for others, full, and fine
    study, monday, full = world.study(), taught("COMP1011"), taught("COMP1012", quota=0)
    meets(monday, 1, "09:30", "11:20")
    world.register(study, monday)
    subject = full.offering.subject
    at_once = world.group(subject, code="1002")
    meets(at_once, 1, "10:30", "12:20")
    kept = world.group(subject, code="1003", quota=1)
    ReservedPlaces.objects.create(group=kept, cohort="2019/20", places=1)
    world.group(subject, code="1004", quota=0)
    fine = world.group(subject, code="1005")
    meets(fine, 2, "10:30", "12:20")
    plan_group(study.pk, full.pk, now=NOW)
    planned, live = planned_groups(study.pk, "2024/25-S1"), live_registrations(study.pk, "2024/25-S1")
    # When the alternatives are looked for
    with django_assert_num_queries(2):
        found = free_groups(planned, live)
    # Then only the last is one
    assert {offering: [one.code for one in groups] for offering, groups in found.items()} == {
        full.offering_id: ["1005"]
    }

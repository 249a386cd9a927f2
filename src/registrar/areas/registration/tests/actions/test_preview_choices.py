"""What each of many groups would do."""

import pytest
from tests import world

from registrar.areas.platform.models import StoredDecision
from registrar.areas.registration.actions.preview_choices import preview_choices
from registrar.areas.registration.models import Registration
from registrar.areas.registration.tests.actions.test_submit_basket import meets, taught

pytestmark = pytest.mark.django_db
NOW = world.at("2024-09-03 10:00")


def test_each_group_is_judged_beside_what_is_taken_and_planned(django_assert_max_num_queries):
    # Given a registered Monday class, a planned Tuesday class, and four more groups
    study, monday, tuesday = world.study(), taught("COMP1011"), taught("COMP1012")
    meets(monday, 1, "09:30", "11:20")
    meets(tuesday, 2, "09:30", "11:20")
    world.register(study, monday)
    clashing, beside, free = taught("COMP1013"), taught("COMP1014"), taught("COMP1015")
    full = taught("COMP1016", quota=0)
    meets(clashing, 1, "10:30", "12:20")
    meets(beside, 2, "10:30", "12:20")
    meets(free, 3, "10:30", "12:20")
    groups = [one.pk for one in (monday, tuesday, clashing, beside, free, full)]
    # When they are judged
    with django_assert_max_num_queries(8):
        answers = preview_choices(study.pk, groups, [tuesday.pk], now=NOW)
    # Then what is taken or planned is left out, each other group has its own answer, and nothing is written
    told = {key: [finding.message.key for finding in one.refusals] for key, one in answers.items()}
    assert told == {
        clashing.pk: ["registration.clash.day_1"],
        beside.pk: ["registration.clash.day_2"],
        free.pk: [],
        full.pk: ["registration.seat.full"],
    }
    assert Registration.objects.count() == 1
    assert not StoredDecision.objects.exists()


def test_no_groups_need_no_answers():
    assert preview_choices(world.study().pk, [], [], now=NOW) == {}

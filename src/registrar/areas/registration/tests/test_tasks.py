"""What runs by itself."""

import pytest
from tests import world

from registrar.areas.platform import clock
from registrar.areas.platform.models import Notice
from registrar.areas.registration.models import Registration
from registrar.areas.registration.tasks import light_loads, unqualified
from registrar.areas.registration.tests.actions.test_submit_basket import taught

pytestmark = pytest.mark.django_db


def test_light_loads_are_listed_the_night_after_add_drop_and_only_once() -> None:
    # Given six credits
    study = world.study()
    for code in ("COMP1011", "COMP1012"):
        world.register(study, taught(code))
    # When the task runs in the last night of add/drop, the night after, and once more
    counts = []
    for moment in ("2024-09-15 01:20", "2024-09-16 01:20", "2024-09-17 01:20"):
        clock.set_to(world.at(moment))
        counts.append(light_loads(timestamp=0))
    # Then only the second run finds somebody
    assert counts == [0, 1, 0]
    assert Notice.objects.filter(recipient=study.student, kind="light_load").count() == 1


def test_follow_on_subjects_go_once_the_result_is_released() -> None:
    # Given A taken in Semester One, B in Semester Two, and a fail in A that is released on 11 January
    # (HB24-5D-01/1, HB24-5D-02)
    study, a, b = world.study(), world.subject("COMP1011"), world.subject("COMP1012")
    b.requisites.create(kind="prerequisite", other=a)
    world.result(study, a, world.term(), "F", "0.0", released_on=world.at("2025-01-11 00:00").date())
    world.register(study, world.group(a))
    row = world.register(study, world.group(b, world.term("2024/25-S2", "2025-01-13")))
    # When the task runs the night before and on that day
    counts = []
    for moment in ("2025-01-10 01:40", "2025-01-11 01:40"):
        clock.set_to(world.at(moment))
        counts.append(unqualified(timestamp=0))
    # Then it is removed on that day, with the decision that says why
    assert counts == [0, 1]
    removed = Registration.objects.select_related("decision").get(pk=row.pk)
    assert removed.state == "removed"
    assert removed.decision.refusing == ["polyu-2024-25:5D-01"]

"""Plans to graduation: suggested, changed and undone, checked, and told of when they break."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.advising.actions.change_plan import change_plan, undo_plan
from registrar.areas.advising.actions.tell_broken_plans import tell_broken_plans
from registrar.areas.advising.queries.degree import outlook
from registrar.areas.advising.queries.plan_ground import plan_ground
from registrar.areas.advising.queries.planning import planned_of
from registrar.areas.catalogue.models import Minor, SubjectRequisite
from registrar.areas.platform import clock
from registrar.areas.platform.models import Notice

pytestmark = pytest.mark.django_db
NOW, DAY = world.at("2024-09-04 10:00"), date(2024, 9, 4)


@pytest.fixture
def study() -> Any:
    """A programme of three subjects in a row of pre-requisites, the first of which is registered."""
    programme, first = world.programme(credits_required=9), world.term()
    codes = ("COMP1011", "COMP2011", "COMP3011")
    for stage, code in enumerate(codes, start=1):
        world.compulsory(programme, world.subject(code), stage=stage, semester="S1" if stage == 1 else "S2")
    for code, other in ((codes[1], codes[0]), (codes[2], codes[1])):
        SubjectRequisite.objects.create(subject_id=code, other_id=other, kind="prerequisite")
    made = world.study(programme=programme)
    world.register(made, world.group(world.subject("COMP1011"), first))
    return made


def plan(study: Any) -> list[tuple[str, str]]:
    """Return what is planned."""
    return planned_of([study.pk]).get(study.pk, [])


def test_a_suggestion_keeps_prerequisites_semesters_and_what_is_registered(study: Any) -> None:
    """Each subject in its usual semester, after what it asks for; the registered one isn't planned again."""
    when = outlook(DAY)
    assert when is not None

    suggested = plan_ground(study.pk, when, DAY).suggested()

    assert suggested == [("COMP2011", "2024/25-S2"), ("COMP3011", "2025/26-S2")]


def test_a_change_can_be_undone_and_redone(study: Any) -> None:
    """Undo brings back what was there, and undoing again what was undone."""
    change_plan(study.pk, [("COMP2011", "2024/25-S2")], actor=study.student, now=NOW)
    change_plan(study.pk, [("COMP3011", "2025/26-S2")], actor=study.student, now=NOW)

    assert undo_plan(study.pk, actor=study.student, now=NOW)
    assert plan(study) == [("COMP2011", "2024/25-S2")]
    assert undo_plan(study.pk, actor=study.student, now=NOW)
    assert plan(study) == [("COMP3011", "2025/26-S2")]


def test_the_student_is_told_once_when_a_plan_breaks(study: Any) -> None:
    """A plan that works tells nothing; after the pre-requisite is dropped it is told once."""
    change_plan(study.pk, [("COMP2011", "2024/25-S2")], actor=study.student, now=NOW)
    assert tell_broken_plans(now=NOW) == 0

    study.registrations.update(state="dropped", ended_at=world.at("2024-09-05 09:00"))

    assert tell_broken_plans(now=world.at("2024-09-06 02:40")) == 1
    assert tell_broken_plans(now=world.at("2024-09-07 02:40")) == 0
    notice = Notice.objects.get()
    assert notice.recipient_id == study.student_id
    assert "COMP1011" in notice.body_en
    assert "COMP1011" in notice.body_zh


def test_everything_works_by_plain_forms(study: Any) -> None:
    """Suggest, move, remove, add and undo are posts; the audit counts what is planned."""
    clock.set_to(NOW)
    client = Client()
    client.force_login(study.student)
    address = reverse("advising:plan")

    def do(**data: str) -> list[tuple[str, str]]:
        assert client.post(address, data).status_code == 302
        return plan(study)

    assert do(do="suggest") == [("COMP2011", "2024/25-S2"), ("COMP3011", "2025/26-S2")]
    assert do(do="move:COMP3011:2024/25-S2") == [("COMP2011", "2024/25-S2"), ("COMP3011", "2024/25-S2")]
    page = client.get(address)
    assert [one.message.key for one in page.context["problems"]] == ["award.plan.prerequisite"]
    assert do(do="undo") == [("COMP2011", "2024/25-S2"), ("COMP3011", "2025/26-S2")]
    assert do(do="remove:COMP3011") == [("COMP2011", "2024/25-S2")]
    assert do(do="add", subject="comp 3011", term="2025/26-S2")[-1] == ("COMP3011", "2025/26-S2")
    assert do(do="add", subject="NONE9999", term="2025/26-S2") == plan(study)
    assert client.get(reverse("advising:mine")).context["audit"].result["complete_as_planned"]


def test_what_if_compares_and_stores_nothing(study: Any) -> None:
    """A failed subject and a deferment move the earliest end; nothing is written."""
    clock.set_to(NOW)
    client = Client()
    client.force_login(study.student)

    page = client.get(reverse("advising:what-if"), {"without": "COMP1011", "deferred": "1"})

    lines = {str(line.label): line for line in page.context["comparison"]}
    assert page.status_code == 200
    assert lines["Earliest completion"].before == "Semester Two 2025/26"
    assert lines["Earliest completion"].after == "Semester Two 2026/27"
    assert lines["Credits neither passed nor registered"].before == 6
    assert lines["Credits neither passed nor registered"].after == 9
    assert plan(study) == []


def test_what_if_says_what_gets_better_and_what_worse(study: Any) -> None:
    """A deferment is worse; a Minor given up is not asked for any more; the price is for every semester to come."""
    clock.set_to(NOW)
    client = Client()
    client.force_login(study.student)
    address = reverse("advising:what-if")

    later = {str(line.label): line for line in client.get(address, {"deferred": "2"}).context["comparison"]}

    assert (later["Earliest completion"].effect, later["Credits counted"].effect) == ("worse", "")
    assert "Student visa: give its last day to compare" not in later

    study.minor = Minor.objects.create(code="MN-COMP", department=world.department(), title_en="M", title_zh="副")
    study.save()
    without = {str(line.label): line for line in client.get(address, {"option": "without:minor"}).context["comparison"]}
    assert without["Credits neither passed nor registered"].effect == "better"
    assert without["Minor in Computing"].effect == "other"


def test_a_visa_is_compared_with_the_day_that_the_student_gives(study: Any) -> None:
    """The university keeps none; the end of a term to come is that of its like."""
    clock.set_to(NOW)
    world.term("2024/25-S2", "2025-01-13")
    study.residency = "nonlocal"
    study.save()
    client = Client()
    client.force_login(study.student)
    told = {"visa_until_day": "31", "visa_until_month": "8", "visa_until_year": "2025"}

    page = client.get(reverse("advising:what-if"), told)

    (line,) = [line for line in page.context["comparison"] if "visa" in str(line.label)]
    assert (str(line.before.main), line.before.note) == ("Ends before", "Study lasts until about 18 May 2026.")
    unknown = client.get(reverse("advising:what-if"), {"deferred": "1"}).context["comparison"]
    assert [str(line.before) for line in unknown if "visa" in str(line.label)] == ["Not known"]


def test_an_unknown_choice_is_said_to_be_unknown(study: Any) -> None:
    """Nothing is compared, and the field says why."""
    clock.set_to(NOW)
    client = Client()
    client.force_login(study.student)

    page = client.get(reverse("advising:what-if"), {"programme": "00000"})

    assert "comparison" not in page.context
    assert page.context["ask"].errors["programme"] == ["Nothing is known of this choice. Choose again."]

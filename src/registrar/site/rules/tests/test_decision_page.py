"""A stored decision: who may see it, and what it answers when it is asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests import world

from registrar.areas.platform import decisions
from registrar.areas.platform.models import StoredDecision
from registrar.rulebook import decide
from registrar.site.rules.tests.conftest import signed_in

FACTS = {"term": "2024/25-S1", "registered_credits": 21, "added_credits": 3, "on_probation": False}


@pytest.fixture
def study(db: None) -> Any:
    """A student of the Department of Computing, with an advisor."""
    return world.study(advisor=world.user("advisor.one", "advisor"))


@pytest.fixture
def stored(study: Any) -> StoredDecision:
    """A refusal about that student."""
    decision = decide("registration.credit_ceiling", FACTS, as_of=date(2024, 9, 3))
    return decisions.store(decision, subject=f"study:{study.pk}", actor=study.student, now=world.at("2024-09-03 10:00"))


def path(stored: StoredDecision) -> str:
    """The page of a decision."""
    return f"/decisions/{stored.pk}/"


def test_the_student_and_responsible_staff_see_it(study: Any, stored: StoredDecision) -> None:
    comp, elsewhere = study.programme.department_id, "ABCT"
    may = {
        "own": study.student,
        "advisor": study.advisor,
        "registry": world.user("r1", "registry"),
        "auditor": world.user("a1", "auditor"),
        "office": world.user("o1", "department", department=comp),
        "head": world.user("h1", "head", department=comp),
    }
    may_not = {
        "other student": world.user("24000099d", "student"),
        "other advisor": world.user("advisor.two", "advisor"),
        "other office": world.user("o2", "department", department=elsewhere),
        "finance": world.user("f1", "finance"),
        "teacher": world.user("t1", "teacher"),
        "operator": world.user("p1", "operator"),
    }
    seen = {name: signed_in(user).get(path(stored)).status_code for name, user in {**may, **may_not}.items()}
    assert seen == dict.fromkeys(may, 200) | dict.fromkeys(may_not, 404)


def test_offices_see_decisions_of_their_own_matters(study: Any, stored: StoredDecision) -> None:
    # Given a decision about money
    money = StoredDecision.objects.create(
        rule="finance.ugc_fee",
        outcome="ALLOWED",
        subject=stored.subject,
        body={**stored.body, "rule": "finance.ugc_fee"},
        rule_set="x",
        as_of=stored.as_of,
        decided_at=stored.decided_at,
    )
    # Then the Finance Office sees it and the department's office doesn't
    assert signed_in(world.user("f1", "finance")).get(path(money)).status_code == 200
    assert signed_in(world.user("o1", "department", department="COMP")).get(path(money)).status_code == 404


def test_it_says_everything_and_can_be_downloaded(study: Any, stored: StoredDecision) -> None:
    client = signed_in(study.student)
    page = client.get(path(stored)).content.decode()
    assert "24 credits would pass the ceiling of 21." in page
    assert "/rules/registration.credit_ceiling/" not in page
    file = client.get(f"{path(stored)}json/")
    assert file.json() == stored.body
    assert file["Content-Disposition"] == f'attachment; filename="decision-{stored.pk}.json"'


def test_decided_again_it_is_the_same_and_nothing_is_stored(study: Any, stored: StoredDecision) -> None:
    page = signed_in(study.student).post(path(stored)).content.decode()
    assert "The same again" in page
    assert "under the very rule set that it was taken with." in page
    assert StoredDecision.objects.count() == 1


def test_decided_again_a_difference_is_shown(study: Any, stored: StoredDecision) -> None:
    # Given a decision that today's rules would not take
    decision = decisions.read(stored)
    odd = decisions.store(
        replace(decision, result={"credits": 24, "ceiling": 24}, rule_set="0" * 64),
        subject=stored.subject,
        actor=None,
        now=stored.decided_at,
    )
    page = signed_in(study.student).post(path(odd)).content.decode()
    assert "Different today" in page
    assert "which is not the one that it was taken with." in page


def test_an_unknown_decision_is_not_found(db: None) -> None:
    assert signed_in(world.user("r1", "registry")).get("/decisions/123456/").status_code == 404

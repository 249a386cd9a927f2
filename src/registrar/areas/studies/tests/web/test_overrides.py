"""Overrides: who, which clause, until when, by whom and why."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.platform import clock
from registrar.areas.studies.approval_kinds import KINDS, clauses_waived
from registrar.areas.studies.models import Approval
from registrar.areas.studies.queries.approvals_in_force import approvals_in_force
from registrar.areas.studies.queries.registrants import registrants

pytestmark = pytest.mark.django_db
NOW = world.at("2024-09-03 10:00")


@pytest.fixture
def study():
    world.term()
    clock.set_to(NOW)
    return world.study()


def signed_in(net_id: str, *roles: str, department: str = "") -> Client:
    client = Client()
    user = world.user(net_id, *roles, department=department)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def allow(study, kind: str = "light_load", **fields) -> Approval:
    defaults = {"term": world.term(), "granted_by": study.student, "granted_at": NOW, "reason": "Part-time job"}
    return Approval.objects.create(study=study, kind=kind, **(defaults | fields))


def listed(page) -> list[str]:
    return [str(row[2].value) for row in page.context_data["body"]]


def test_every_kind_lifts_a_clause_that_a_rule_carries_out_or_none() -> None:
    lifted = {key: tuple(map(str, clauses_waived(kind, "polyu-2024-25"))) for key, kind in KINDS.items()}
    assert lifted["credit_ceiling"] == ("polyu-2024-25:5A-03",)
    assert lifted["prerequisite_waiver"] == ("polyu-2024-25:5D-03",)
    assert lifted["second_retake"] == ("polyu-2024-25:5C-05",)
    assert [key for key, clauses in lifted.items() if not clauses] == [
        "additional_year",
        "additional_year_degree",
        "extension",
    ]


@pytest.mark.parametrize(("ends_on", "counts"), [(None, True), ("2024-09-03", True), ("2024-09-02", False)])
def test_an_override_counts_up_to_its_last_day(study, ends_on, counts) -> None:
    # Given an approval with a last day
    allow(study, ends_on=ends_on and date.fromisoformat(ends_on))
    # When it is asked for on the third / Then it counts or not, wherever registering asks
    term, today = world.term(), NOW.date()
    assert bool(approvals_in_force([study.pk], term.pk, today)[study.pk]) is counts
    assert bool(registrants([study.pk], term.pk, term.ordinal, today)[study.pk].approvals) is counts


def test_the_list_has_what_is_in_force_and_the_past_apart(study) -> None:
    # Given one in force, one ended, one taken back, and one of another department
    allow(study)
    allow(study, "zero_subject", ends_on=date(2024, 9, 2))
    allow(study, "deferment", revoked_at=NOW)
    elsewhere = world.study("24000002D", programme=world.programme("AMA01", department=world.department("AMA")))
    allow(elsewhere, "drop_assigned", subject=world.subject())
    # When the office looks at both, searches and filters
    office, address = signed_in("office", "department", department="COMP"), reverse("studies:overrides")
    assert listed(office.get(address)) == ["Fewer credits than a full-time load"]
    assert sorted(listed(office.get(address, {"state": "past"}))) == ["Deferment of study", "Zero-subject enrolment"]
    assert listed(office.get(address, {"q": "24000009D"})) == []
    assert listed(office.get(address, {"kind": "second_retake"})) == []
    page = office.get(address).content.decode()
    # Then the clause, the end and the reason stand there
    assert "section 4K" in page
    assert "Part-time job" in page
    registry = signed_in("registry", "registry")
    assert listed(registry.get(address, {"department": "AMA"})) == ["Dropping an assigned subject"]
    assert signed_in("student", "student").get(address).status_code == 403


def test_an_approval_is_recorded_with_its_last_day_which_is_not_over(study) -> None:
    office, address = signed_in("office", "department", department="COMP"), reverse("studies:grant", args=[study.pk])

    def send(day: str):
        parts = {"ends_on_day": day, "ends_on_month": "9", "ends_on_year": "2024"}
        filed = {"filed_on_day": "3", "filed_on_month": "9", "filed_on_year": "2024"}
        return office.post(address, {"kind": "light_load", "term": "2024/25-S1", "reason": "Work", **filed, **parts})

    assert send("2").status_code == 422
    assert Approval.objects.count() == 0
    assert send("20").status_code == 303
    assert Approval.objects.get().ends_on == date(2024, 9, 20)


def test_the_list_takes_the_same_queries_for_one_and_for_many(study, django_assert_max_num_queries) -> None:
    registry, counts = signed_in("registry", "registry"), []
    for number in range(2):
        for place in range(1 + number * 8):
            allow(world.study(f"2500{number}{place:03}D"))
        with django_assert_max_num_queries(20) as seen:
            registry.get(reverse("studies:overrides"))
        counts.append(len(seen))
    assert counts[0] == counts[1]

"""Stored decisions are read back in order, and `registrar replay` decides them again."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.decisions import store, store_many
from registrar.areas.platform.models import StoredDecision
from registrar.areas.platform.queries.stored_decisions import count_stored_decisions, stored_decisions
from registrar.cli import main, replay
from registrar.rulebook import decide

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 9, 12, 10, 0, tzinfo=HONG_KONG)


def reinstatement(received: date, **facts):
    known = {"nullified_on": date(2024, 9, 10), "received_on": received, **facts}
    return decide("enrolment.reinstatement_window", known, as_of=received)


def load(credits_: int):
    facts = {"term": "2024/25-S1", "mode": "mixed", "credits": credits_}
    return decide("enrolment.study_load_status", facts, as_of=date(2024, 9, 16))


@pytest.fixture
def stored():
    """Three decisions: two on reinstatement, one on the load."""
    decisions = [reinstatement(date(2024, 9, 12)), reinstatement(date(2024, 9, 25)), load(9)]
    store_many([(f"study:{n}", decision) for n, decision in enumerate(decisions, 1)], actor=None, now=NOW)
    return decisions


@pytest.mark.parametrize(
    ("wanted", "subjects"),
    [
        ({}, ["study:1", "study:2", "study:3"]),
        ({"rule": "enrolment.study_load_status"}, ["study:3"]),
        ({"rule": "enrolment"}, ["study:1", "study:2", "study:3"]),
        ({"rule": "finance"}, []),
        ({"since": date(2024, 9, 16)}, ["study:2", "study:3"]),
    ],
)
def test_decisions_are_read_oldest_first(stored, wanted, subjects):
    assert [subject for subject, _ in stored_decisions(**wanted)] == subjects
    assert count_stored_decisions(**wanted) == len(subjects)


def test_they_are_read_with_one_query(stored, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(list(stored_decisions())) == 3


@pytest.fixture
def at_hand(monkeypatch):
    """The command finds Django and the test's database ready."""
    monkeypatch.setattr(replay, "setup_django", lambda: None)


def test_under_todays_law_nothing_changes_and_the_command_ends_with_0(stored, at_hand, capsys):
    assert main(["replay", "--json"]) == 0
    seen = json.loads(capsys.readouterr().out)
    assert seen["counts"] == {"same": 3, "changed": 0, "impossible": 0}


def test_a_decision_that_comes_out_differently_is_listed_and_ends_with_1(at_hand, capsys):
    # given a stored decision whose body says that it was allowed, though its facts refuse it
    row = store(reinstatement(date(2024, 9, 25)), subject="study:7", actor=None, now=NOW)
    StoredDecision.objects.bulk_create(
        [StoredDecision(**_fields(row) | {"subject": "study:8", "body": row.body | {"outcome": "ALLOWED"}})]
    )
    # when replayed, then that one and no other is named
    assert main(["replay", "--json"]) == 1
    seen = json.loads(capsys.readouterr().out)
    assert seen["counts"] == {"same": 1, "changed": 1, "impossible": 0}
    assert seen["moves"] == [
        {"rule": "enrolment.reinstatement_window", "before": "ALLOWED", "after": "REFUSED", "decisions": 1}
    ]
    assert [(one["subject"], one["differences"]) for one in seen["changed"]] == [("study:8", ["outcome"])]


def _fields(row):
    names = ("rule", "outcome", "refusing", "rule_set", "as_of", "decided_at")
    return {name: getattr(row, name) for name in names}


def test_another_edition_shows_its_impact_and_ends_with_0(stored, at_hand, capsys):
    # The 2018/19 edition takes the fee on approval only, so the application in time waits for the department.
    assert main(["replay", "--edition", "polyu-2018-19"]) == 0
    shown = capsys.readouterr().out
    assert "enrolment.reinstatement_window  REFUSED  NEEDS_APPROVAL          1" in shown
    assert "study:1" in shown


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--edition", "polyu-1999"], "--edition: polyu has no edition 'polyu-1999'"),
        (["--since", "yesterday"], "--since: 'yesterday' isn't a day"),
    ],
)
def test_bad_arguments_are_named(at_hand, capsys, arguments, complaint):
    assert main(["replay", *arguments]) == 2
    assert complaint in capsys.readouterr().err

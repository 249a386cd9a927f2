"""Charges outside tuition on a real PostgreSQL: one record of an office is charged once, whoever raises it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import IntegrityError
from tests import world
from tests.concurrency.test_seats import at_once

from registrar.areas.finance.actions import raise_charges as module
from registrar.areas.finance.actions.raise_charges import Raised, raise_charges
from registrar.areas.finance.causes import Cause
from registrar.areas.finance.models import Charge, DebitNote, RaisedCharge
from registrar.areas.finance.queries.books import proof

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
NOW = world.at("2024-10-02 10:00")
SESSIONS = 8


def raising(study: Any) -> Any:
    """Return the work of raising one card's charge."""

    def work() -> list[Raised]:
        return raise_charges([Cause("identity_card", study.pk, "ar2:7")], actor=None, now=NOW)

    return work


def test_one_reference_raised_by_many_at_once_is_charged_once() -> None:
    # Given one request for a card
    world.term()
    study = world.study()
    # When everybody at the counter raises it at the same moment
    outcomes = at_once([raising(study)] * SESSIONS)
    # Then there is one charge, and everybody gets it
    assert [item for item in outcomes if isinstance(item, Exception)] == []
    assert sum(not answer.repeated for (answer,) in outcomes) == 1
    assert len({answer.charge.pk for (answer,) in outcomes}) == 1
    assert (DebitNote.objects.count(), Charge.objects.count(), RaisedCharge.objects.count()) == (1, 1, 1)
    assert proof().holds


def test_one_reference_for_two_students_at_once_is_charged_to_one() -> None:
    # Given two students, whose rows' locks don't keep the sessions apart
    world.term()
    studies = [world.study(f"2400000{n}D") for n in range(1, 5)]
    # When the same reference is raised for each
    outcomes = at_once([raising(study) for study in studies])
    # Then one is charged, and the others learn that it belongs to somebody else
    assert [item for item in outcomes if isinstance(item, Exception)] == []
    assert sum(answer.taken for (answer,) in outcomes) == len(studies) - 1
    assert (DebitNote.objects.count(), RaisedCharge.objects.count()) == (1, 1)
    assert proof().holds


def test_without_the_lock_only_the_database_keeps_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # Negative control: no lock, no second look, and both sessions look before either writes
    world.term()
    study = world.study()
    both_have_looked = threading.Barrier(2)
    look = module._known

    def look_together(causes: Any) -> Any:
        found = look(causes)
        both_have_looked.wait(timeout=20)
        return found

    monkeypatch.setattr(module.locking, "hold", lambda wanted: None)
    monkeypatch.setattr(module, "_known", look_together)

    def unguarded() -> Any:
        with module.transaction.atomic():
            return module._raise([Cause("identity_card", study.pk, "ar2:7")], None, NOW, False)

    # When both raise it
    outcomes = at_once([unguarded] * 2)
    # Then both would have charged: the table's constraint stops one, and nothing of it is left
    assert sum(isinstance(item, IntegrityError) for item in outcomes) == 1
    assert (DebitNote.objects.count(), RaisedCharge.objects.count()) == (1, 1)
    assert proof().holds

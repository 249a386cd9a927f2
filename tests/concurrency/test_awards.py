"""Awards on a real PostgreSQL: confirmed once, and conferred once, whoever does it at the same moment."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import IntegrityError
from tests import world
from tests.concurrency.at_once import at_once

from registrar.areas.awards.actions import confirm_award as module
from registrar.areas.awards.actions.confer_awards import confer_awards
from registrar.areas.awards.models import Award
from registrar.areas.awards.tests.graduating import confirmed, finishing
from registrar.areas.platform.models import Notice
from registrar.areas.studies.models import StatusChange
from registrar.kernel import Outcome

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
SESSIONS = 4


def test_two_officers_confirm_at_once_and_one_award_stands() -> None:
    # Given a student whose award the board decided
    study = finishing()
    # When several officers confirm it at the same moment
    outcomes = at_once([lambda: confirmed(study)] * SESSIONS)
    # Then one did, the others are told so, and the student is told once
    assert sorted(item.decision.outcome for item in outcomes) == [Outcome.ALLOWED] + [Outcome.REFUSED] * (SESSIONS - 1)
    assert (Award.objects.count(), StatusChange.objects.count()) == (1, 1)
    assert Notice.objects.filter(kind="award.confirmed").count() == 1


def test_without_the_lock_both_would_confirm_and_the_database_stops_one(monkeypatch: pytest.MonkeyPatch) -> None:
    # Negative control: no lock, and both look before either writes
    study = finishing()
    gate, judge = threading.Barrier(2), module.standing_at

    def look(*given: Any, **more: Any) -> Any:
        found = judge(*given, **more)
        gate.wait(timeout=20)
        return found

    monkeypatch.setattr(module.locking, "hold", lambda wanted: None)
    monkeypatch.setattr(module, "standing_at", look)
    # When
    outcomes = at_once([lambda: confirmed(study)] * 2)
    # Then the action alone would have made two awards; the constraint refuses the second
    assert sum(isinstance(item, IntegrityError) for item in outcomes) == 1
    assert Award.objects.count() == 1


def test_two_jobs_confer_an_award_once() -> None:
    # Given a graduand
    confirmed(finishing())
    day = world.at("2025-07-15 00:20")
    # When two jobs run at the same moment
    outcomes = at_once([lambda: confer_awards(now=day)] * 2)
    # Then
    assert sorted(outcomes) == [0, 1]
    assert Notice.objects.filter(kind="award.conferred").count() == 1

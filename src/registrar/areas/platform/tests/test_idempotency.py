"""Forms that are sent twice, where it is known beforehand where they lead."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registrar.areas.platform.idempotency import run_once
from registrar.areas.platform.models import IdempotencyKey
from registrar.areas.platform.reading import Question, ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    """Somebody who sends forms."""
    return get_user_model().objects.create(username="ada")


def leading(address: str):
    """Work that asks something first, as work has to whose answer is foretold."""

    def work():
        ask(Question("SELECT 1", []))
        return address

    return work


def twice():
    """Work that must not be done."""
    ask(Question("SELECT 1", []))
    pytest.fail("twice")


def test_where_the_work_leads_as_foretold_nothing_is_written_afterwards(user) -> None:
    key = str(uuid4())
    # Given a form whose answer is known beforehand
    with CaptureQueriesContext(connection) as foretold:
        first = run_once(key=key, scope="/pay/", user=user, work=leading("/paid/1/"), leads_to="/paid/1/")
    # When it is sent again
    again = run_once(key=key, scope="/pay/", user=user, work=twice, leads_to="/paid/2/")
    # Then both lead to the same place
    assert first == again == "/paid/1/"
    # And one that isn't foretold takes a statement more
    with CaptureQueriesContext(connection) as kept:
        run_once(key=str(uuid4()), scope="/pay/", user=user, work=leading("/paid/2/"))
    assert len(kept) == len(foretold) + 1


def test_where_the_work_leads_elsewhere_that_is_remembered(user) -> None:
    key = str(uuid4())
    first = run_once(key=key, scope="/pay/", user=user, work=leading("/empty/"), leads_to="/paid/1/")
    again = run_once(key=key, scope="/pay/", user=user, work=twice, leads_to="/paid/2/")
    assert first == again == "/empty/"


def test_a_refusal_frees_the_key_although_an_answer_was_foretold(user) -> None:
    key = str(uuid4())
    refused = object()
    assert run_once(key=key, scope="/pay/", user=user, work=lambda: refused, leads_to="/paid/1/") is refused
    assert not IdempotencyKey.objects.exists()


def test_work_that_asks_nothing_is_rolled_back_where_the_form_was_answered(user) -> None:
    # Given a form that was answered, sent again to work that writes without asking
    key = str(uuid4())
    run_once(key=key, scope="/pay/", user=user, work=leading("/paid/1/"), leads_to="/paid/1/")

    def work() -> str:
        get_user_model().objects.create(username="ghost")
        return "/paid/1/"

    # Then the first answer stands, and nothing of the second work
    assert run_once(key=key, scope="/pay/", user=user, work=work, leads_to="/paid/1/") == "/paid/1/"
    assert not get_user_model().objects.filter(username="ghost").exists()

"""Refunds on the home pages: what a student must do to get one, and what two people of the Finance Office do."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests import world

from registrar.areas.finance.actions.prepare_batch import prepare_batch
from registrar.areas.finance.tests.books import NOW
from registrar.areas.finance.tests.refunding import granted, officers, paid, with_account
from registrar.areas.platform import clock

pytestmark = pytest.mark.django_db


def home(user: Any) -> str:
    """Open the home page as somebody."""
    client = Client()
    client.force_login(user)
    return client.get("/").content.decode()


def test_a_refund_that_waits_and_a_batch_to_release_lead_to_their_pages() -> None:
    # given a student without a bank account, and another one whose refund somebody put into a batch
    clock.set_to(NOW)
    waiting, other = world.study("24000701D"), world.study("24000702D")
    for study in (waiting, other):
        paid(study)
    with_account(other)
    granted(waiting, cause="home:1")
    granted(other, cause="home:2")
    one, second = officers()
    assert "/finance/refunds/batches/prepare/" in home(one)
    prepare_batch(actor=one, now=NOW)
    # then each sees what is to be done
    page = home(waiting.student)
    assert "/my/refunds/bank-account/" in page
    assert "HK$1,405.00" in page
    assert "/my/refunds/bank-account/" not in home(other.student)
    assert "/finance/refunds/batches/RB000001/" in home(second)
    assert "/finance/refunds/batches/RB000001/" not in home(one)

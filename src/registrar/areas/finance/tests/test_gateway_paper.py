"""The adapter that docs/how-to/payment-gateway.md prints works as printed."""

import base64
import hashlib
import hmac
import json
import re
from pathlib import Path

import pytest
from tests import world

from registrar.areas.finance import gateway as port
from registrar.areas.finance.actions.answer_bank_order import answer_bank_order
from registrar.areas.finance.actions.open_bank_order import open_bank_order
from registrar.areas.finance.gateway import BadCallback
from registrar.areas.finance.models import DebitNote, Payment

from .books import NOW, note

pytestmark = pytest.mark.django_db
PAGE = Path("docs/how-to/payment-gateway.md")


@pytest.fixture
def adapter(monkeypatch):
    names = {}
    source = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)[1]
    exec(compile(source, str(PAGE), "exec"), names)  # noqa: S102 (our own page)
    made = names["ExampleGateway"]()
    monkeypatch.setattr(port, "_made", lambda path: made)
    return made, names["KEY"]


def message(key, order, **changes):
    data = {
        "merchantOrder": str(order.token),
        "status": "SUCCESS",
        "transaction": "EXG-1",
        "cents": "40000",
        "settledAt": NOW.isoformat(),
    }
    body = json.dumps(data | changes).encode()
    return body, base64.b64encode(hmac.new(key, body, hashlib.sha256).digest()).decode()


def test_the_printed_adapter_takes_a_payment_and_its_reversal(adapter):
    made, key = adapter
    order = open_bank_order(note(world.study()).pk, "fps", actor=None, now=NOW).order
    assert made.page(order) == f"https://pay.gateway.example/orders/{order.token}?cents=40000"
    answer_bank_order(*message(key, order), now=NOW)
    assert DebitNote.objects.get().state == "paid"
    answer_bank_order(*message(key, order, status="REFUNDED"), now=NOW)
    assert DebitNote.objects.order_by("pk").first().state == "outstanding"
    assert Payment.objects.get().state == "reversed"


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "PERHAPS"},
        {"cents": "-1"},
        {"cents": "NaN"},
        {"cents": "much"},
        {"settledAt": "2024-08-20"},
        {"merchantOrder": "1"},
    ],
)
def test_the_printed_adapter_refuses_what_it_cannot_read(adapter, changes):
    _made, key = adapter
    order = open_bank_order(note(world.study()).pk, "fps", actor=None, now=NOW).order
    body, signature = message(key, order, **changes)
    with pytest.raises(BadCallback):
        answer_bank_order(body, signature, now=NOW)
    with pytest.raises(BadCallback, match="signature"):
        answer_bank_order(body + b" ", signature, now=NOW)
    assert not Payment.objects.exists()

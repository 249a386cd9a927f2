"""Pages on which everybody on a cancelled programme is refunded: proposed by one officer, confirmed by another."""

from urllib.parse import urlencode

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests import world

from registrar.areas.finance.actions.propose_cancellation import confirm_cancellation
from registrar.areas.finance.actions.queue_programme_refunds import queue_programme_refunds
from registrar.areas.finance.models import DebitNote, ProgrammeCancellation, Refund
from registrar.areas.platform import clock
from registrar.areas.platform.models import JobRun

from .books import NOW, line, note
from .refunding import officers, paid
from .test_pages import client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day():
    """Every page is looked at on the day of billing."""
    with clock.at(NOW):
        clock.set_to(NOW)
        yield


@pytest.fixture
def study():
    """A student who paid HK$21,050."""
    study = world.study()
    paid(study)
    return study


def test_a_programme_is_cancelled_after_a_preview_and_a_second_officers_word(study):
    one, other = officers()
    browser = client(one)
    address = reverse("finance:programme_refunds")
    assert browser.post(address, {"programme": "00000", "term": "2024/25-S1"}).status_code == 422
    preview = browser.post(address, {"programme": "61435", "term": "2024/25-S1"}).url
    assert preview.endswith(urlencode({"programme": "61435", "term": "2024/25-S1"}))
    assert "HK$21,050.00" in browser.get(preview).content.decode()
    assert not Refund.objects.exists()
    # one officer proposes it, and can't confirm it
    browser.post(preview)
    assert "second officer must confirm" in browser.get(preview).content.decode()
    browser.post(preview)
    assert not JobRun.objects.exists()
    row = ProgrammeCancellation.objects.get()
    with pytest.raises(IntegrityError, match="confirmed_by_somebody_else"), transaction.atomic():
        ProgrammeCancellation.objects.update(confirmed_by=row.proposed_by, confirmed_at=NOW)
    with pytest.raises(ValueError, match="second officer"):
        queue_programme_refunds(row, actor=one, now=NOW)
    # another one finds it, looks at it and confirms it, once
    second = client(other)
    assert preview.partition("?")[2].replace("&", "&amp;") in second.get(address).content.decode()
    assert "Confirm and refund everybody" in second.get(preview).content.decode()
    second.post(preview)
    assert JobRun.objects.get().arguments == {"programme": "61435", "term": "2024/25-S1"}
    assert confirm_cancellation(row.pk, actor=other, now=NOW).run is None
    assert JobRun.objects.count() == 1


def test_a_programme_that_nobody_has_paid_for_is_cancelled_with_its_notes():
    # given a programme whose only student was billed and has not paid
    other = world.study("24000005D", programme=world.programme("61436"))
    owed = note(other, line("21050.00", "tuition"))
    one, second = officers()
    browser = client(one)
    preview = browser.post(reverse("finance:programme_refunds"), {"programme": "61436", "term": "2024/25-S1"}).url
    # when the preview is looked at, then it counts the note, and can be confirmed
    page = browser.get(preview)
    told = {str(row.key): str(row.value) for row in page.context["rows"]}
    assert (told["Students"], told["Unpaid debit notes to be cancelled"]) == ("0", "1")
    assert told["Their amount"] == "HK$21,050.00"
    assert "Nobody has anything to get back" not in page.content.decode()
    browser.post(preview)
    client(second).post(preview)
    assert JobRun.objects.get().arguments == {"programme": "61436", "term": "2024/25-S1"}
    assert DebitNote.objects.get(pk=owed.pk).state == "outstanding"

"""The pages on which money is taken off a note that it wasn't meant for."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from tests import world

from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.models import Payment, UnmatchedPayment
from registrar.areas.platform import clock

from .books import NOW, bank_line, note
from .refunding import granted, paid

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=20)


@pytest.fixture
def notes():
    return note(world.study()), note(world.study("24000002D"))


@pytest.fixture
def officer():
    return world.user("fin001", "finance")


def by_bank(owed):
    return record_payment(bank_line(owed, reference="LOST"), actor=None, now=NOW).payment


def browser(user, language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("language", "follows", "void"),
    [("en", "becomes void", "put to this note by mistake"), ("zh-hant", "作廢", "誤計入本單")],
)
def test_the_page_shows_what_follows_and_does_it(notes, officer, language, follows, void):
    with clock.at(NOW):
        payment = by_bank(notes[0])
        office = browser(officer, language)
        address = reverse("finance:undo_match", args=[payment.pk])
        assert address in office.get(reverse("finance:note", args=[notes[0].number])).content.decode()
        assert follows in office.get(address).content.decode()
        assert Payment.objects.get().state == "accepted"
        # without a reason nothing is done
        assert office.post(address, {}).status_code == 422
        answer = office.post(address, {"reason": "Sender named 24000002D"})
        waiting = UnmatchedPayment.objects.get()
        assert answer.headers["Location"] == reverse("finance:match_unmatched", args=[waiting.pk])
        # the history stands on the page of the money, and not on what the student sees
        assert "Sender named 24000002D" in office.get(answer.headers["Location"]).content.decode()
        student = browser(notes[0].study.student, language)
        assert "24000002D" not in student.get(reverse("finance:note", args=[notes[0].number])).content.decode()
        assert student.get(address).status_code in (403, 404)
    with clock.at(NOW + timedelta(days=9)):
        page = student.get(reverse("finance:receipt", args=[payment.receipt.number])).content.decode()
        assert void in page
        pdf = student.get(reverse("finance:receipt_pdf", args=[payment.receipt.number])).content
        assert "taken off it" in " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())


def test_the_page_says_why_not_and_names_the_refund(officer):
    with clock.at(NOW):
        study = world.study()
        owed = paid(study)
        refund = granted(study)
        address = reverse("finance:undo_match", args=[owed.payments.get().pk])
        page = browser(officer).get(address).content.decode()
        assert "A refund rests on" in page
        assert reverse("finance:refund", args=[refund.pk]) in page
        assert "<textarea" not in page


def test_a_day_that_has_passed_is_not_taken_for_a_new_deadline(notes, officer):
    payment = by_bank(notes[0])
    with clock.at(LATER):
        address = reverse("finance:undo_match", args=[payment.pk])
        office = browser(officer)
        day = {"new_deadline_0": "1", "new_deadline_1": "9", "new_deadline_2": "2024", "new_deadline": "2024-09-01"}
        assert office.post(address, {"reason": "Wrong", **day}).status_code == 422
        assert Payment.objects.get().state == "accepted"

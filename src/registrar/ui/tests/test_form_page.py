"""A form is checked, acted on once, and then redirected."""

import re
import uuid

import pytest
from django.test import Client

from registrar.ui.tests import pages as site
from registrar.ui.tests.conftest import person

KEPT: dict = {}


def remember(*, key, scope, user, work, leads_to):
    """A guard such as the platform's: one answer a key, person and page."""
    place = (key, scope, user.name)
    if place not in KEPT:
        answer = work()
        if not isinstance(answer, str):
            return answer
        KEPT[place] = answer
    return KEPT[place]


@pytest.fixture(autouse=True)
def _fresh():
    site.Pay.acted.clear()
    KEPT.clear()


def key_of(answer) -> str:
    return re.search(r'name="idempotency_key" value="([^"]+)"', answer.content.decode()).group(1)


def test_a_good_form_acts_and_redirects(pages):
    answer = pages.post("/pay/", {"amount": "50"})
    assert (answer.status_code, answer["Location"]) == (303, "/paid/1/")
    assert site.Pay.acted == [50]


def test_a_form_sent_twice_acts_once_and_leads_to_the_same_place(pages, settings):
    settings.UI_RUN_ONCE = "registrar.ui.tests.test_form_page.remember"
    # Given the form as it was shown, sent twice
    key = key_of(pages.get("/pay/"))
    first = pages.post("/pay/", {"amount": "50", "idempotency_key": key})
    second = pages.post("/pay/", {"amount": "50", "idempotency_key": key})
    # Then there is one payment and one answer
    assert site.Pay.acted == [50]
    assert first["Location"] == second["Location"] == "/paid/1/"
    # And a fresh form acts again
    assert pages.post("/pay/", {"amount": "50", "idempotency_key": str(uuid.uuid4())})["Location"] == "/paid/2/"


def test_an_invalid_form_comes_back_with_what_was_typed(pages):
    key = key_of(pages.get("/pay/"))
    answer = pages.post("/pay/", {"amount": "fifty", "idempotency_key": key})
    text = answer.content.decode()
    # Then the summary links to the field, the field says what is wrong, the title begins with the error, the key stays
    assert answer.status_code == 422
    assert '<a href="#id_amount">“Amount” must be a whole number.</a>' in text
    assert 'value="fifty"' in text
    assert "<title>Error:" in text
    assert key_of(answer) == key
    assert site.Pay.acted == []


def test_a_refusal_shows_its_decision_and_a_new_key(pages):
    key = key_of(pages.get("/pay/"))
    answer = pages.post("/pay/", {"amount": "500", "idempotency_key": key})
    text = answer.content.decode()
    # Then nothing is done; the clause and the reason stand on the page; the next attempt is no repetition
    assert answer.status_code == 422
    assert "Not possible as things stand" in text
    assert "The add/drop period has ended." in text
    assert "section 5A" in text
    assert key_of(answer) != key
    assert site.Pay.acted == []


def test_a_key_that_is_not_ours_is_replaced(pages):
    answer = pages.post("/pay/", {"amount": "x", "idempotency_key": "'; drop table"})
    assert uuid.UUID(key_of(answer))


def test_a_form_whose_token_no_longer_fits_can_be_sent_again(pages):
    # Given a browser that checks tokens, and a form without one
    browser = Client(enforce_csrf_checks=True)
    pages.person = person("student")
    answer = browser.post("/pay/", {"amount": "50"}, headers={"referer": "http://testserver/pay/"})
    text = answer.content.decode()
    # Then nothing is done, and the same fields stand ready with a token that fits
    assert answer.status_code == 403
    assert site.Pay.acted == []
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text).group(1)
    again = browser.post("/pay/", {"amount": "50", "csrfmiddlewaretoken": token})
    assert again.status_code == 303
    assert site.Pay.acted == [50]


def test_a_confirmation_shows_facts_and_warning(pages):
    text = pages.get("/withdraw/").content.decode()
    assert "COMP1011" in text
    assert "Your seat goes to somebody else." in text
    assert pages.post("/withdraw/").status_code == 303

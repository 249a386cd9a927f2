"""Nobody gets in without a policy saying so."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from registrar.ui.tests.conftest import Now, nobody, person


def test_a_public_page_is_open_to_strangers(pages):
    # Given nobody has signed in
    Now.person = nobody()
    # Then the public page is served, and another leads to the sign-in page and back
    assert pages.get("/").status_code == 200
    answer = pages.get("/own/?a=1")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/own/%3Fa%3D1")


def test_a_permission_is_asked_about_the_object(pages):
    # Given a page of which only its owner may know
    assert pages.get("/guarded/student/").status_code == 200
    # Then somebody else is refused, a superuser too, with a page in both languages
    refused = pages.get("/guarded/other/")
    assert refused.status_code == 403
    assert "This page is not open to you" in refused.content.decode()
    assert "你無權瀏覽此頁" in refused.content.decode()
    assert pages.get("/hidden/other/").status_code == 404


def test_a_permission_that_nobody_defined_is_a_fault_and_not_a_refusal(pages):
    with pytest.raises(ImproperlyConfigured, match=r"uitest\.nobody_defined_this"):
        pages.get("/nameless/")


def test_a_form_sent_after_the_session_ended_keeps_what_was_typed(pages):
    # Given a person whose session ended while the form was open
    Now.person = nobody()
    answer = pages.post("/pay/", {"amount": "25<b>"}, headers={"referer": "http://testserver/pay/"})
    text = answer.content.decode()
    # Then nothing is done, and the page offers to sign in and send the same fields again
    assert answer.status_code == 401
    assert '<input type="hidden" name="amount" value="25&lt;b&gt;">' in text
    assert 'action="/pay/"' in text
    # And once signed in, those fields arrive
    Now.person = person("student")


def test_a_form_from_elsewhere_is_never_offered_again(pages):
    # Given a form that another site sent in a stranger's browser
    Now.person = nobody()
    answer = pages.post("/pay/", {"amount": "25"}, headers={"origin": "https://evil.example"})
    # Then its fields are not put before our reader
    assert answer.status_code == 401
    assert 'name="amount"' not in answer.content.decode()


def test_secrets_are_never_sent_back(pages):
    Now.person = nobody()
    sent = {"old_password": "hunter2", "amount": "1"}
    answer = pages.post("/pay/", sent, headers={"referer": "http://testserver/pay/"})
    assert "hunter2" not in answer.content.decode()

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse

from registrar.areas.people.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


@pytest.fixture
def user():
    return User.objects.create_user("clerk", password=PASSWORD)


@pytest.fixture
def page(user):
    client = Client()
    client.post(reverse("account_login"), {"login": "clerk", "password": PASSWORD})
    return client


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def set_up(page):
    page.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": reverse("mfa_activate_totp")})
    shown = page.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'people-secret">([A-Z2-7]+)<', shown).group(1)
    answer = page.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.status_code == 302
    return secret


def test_the_password_is_asked_once_more_before_an_app_is_set_up(page):
    answer = page.get(reverse("mfa_activate_totp"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_reauthenticate"))


def test_an_empty_password_is_named(page):
    answer = page.post(reverse("account_reauthenticate"), {"password": "", "next": reverse("mfa_activate_totp")})
    assert "“Password” needs an answer." in answer.content.decode()
    assert "This field is required." not in answer.content.decode()


def test_a_wrong_code_sets_nothing_up(page):
    page.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": reverse("mfa_activate_totp")})
    page.get(reverse("mfa_activate_totp"))
    answer = page.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert answer.status_code == 200
    assert "govuk-error-message" in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_with_an_app_the_password_alone_signs_nobody_in(page):
    secret = set_up(page)
    fresh = Client()
    answer = fresh.post(reverse("account_login"), {"login": "clerk", "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, reverse("mfa_authenticate"))
    assert "_auth_user_id" not in fresh.session
    assert "Second step" in fresh.get(reverse("mfa_authenticate")).content.decode()
    assert fresh.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in fresh.session
    # A code works once; the one of setting up is spent, so a recovery code stands in.
    assert len(code_of(secret)) == 6
    recovery = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()[0]
    assert fresh.post(reverse("mfa_authenticate"), {"code": recovery}).status_code == 302
    assert "_auth_user_id" in fresh.session


@pytest.mark.parametrize(
    "name",
    ["mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_add_webauthn", "mfa_index"],
)
def test_the_pages_behind_it_are_ours(page, name):
    set_up(page)
    answer = page.get(reverse(name))
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert 'class="rg-title"' in shown
    assert "allauth" not in answer.headers["Content-Security-Policy"]
    page.cookies["registrar_language"] = "zh-hant"
    chinese = page.get(reverse(name)).content.decode()
    title = re.compile(r'rg-title">([^<]+)<')
    assert title.search(chinese).group(1) != title.search(shown).group(1)

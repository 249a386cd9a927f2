from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from registrar.areas.people.actions.grant_role import RoleRefused, grant_role
from registrar.areas.people.actions.issue_token import issue_token
from registrar.areas.people.actions.revoke_role import revoke_role
from registrar.areas.people.actions.revoke_token import revoke_token
from registrar.areas.people.models import AccessToken, Role, RoleAssignment, User
from registrar.areas.people.policies import roles_of
from registrar.areas.people.queries.token_owner import live_token, token_owner

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 9, 3, 10, tzinfo=ZoneInfo("Asia/Hong_Kong"))


@pytest.fixture
def registrar():
    user = User.objects.create_user("registrar")
    RoleAssignment.objects.create(user=user, role="registry", since="2020-01-01")
    return user


@pytest.fixture
def colleague():
    return User.objects.create_user("colleague")


def test_an_office_is_held_from_the_day_it_is_given(registrar, colleague):
    given = grant_role(registrar, net_id="Colleague", role=Role.HEAD, department="COMP", now=NOW)
    assert given.since.isoformat() == "2024-09-03"
    assert roles_of(colleague) == {"head": {"COMP"}}


def test_giving_it_twice_gives_it_once(registrar, colleague):
    first = grant_role(registrar, net_id="colleague", role=Role.FINANCE, department="", now=NOW)
    assert grant_role(registrar, net_id="colleague", role=Role.FINANCE, department="", now=NOW) == first
    assert RoleAssignment.objects.filter(user=colleague).count() == 1


@pytest.mark.parametrize(
    ("net_id", "role", "department", "reason"),
    [
        ("nobody", Role.FINANCE, "", "unknown_account"),
        ("registrar", Role.FINANCE, "", "own_role"),
        ("colleague", Role.STUDENT, "", "student_role"),
        ("colleague", Role.HEAD, "", "department_missing"),
        ("colleague", Role.FINANCE, "COMP", "department_needless"),
    ],
)
def test_a_refused_office_changes_nothing(registrar, colleague, net_id, role, department, reason):
    before = RoleAssignment.objects.count()
    with pytest.raises(RoleRefused) as caught:
        grant_role(registrar, net_id=net_id, role=role, department=department, now=NOW)
    assert caught.value.reason == reason
    assert RoleAssignment.objects.count() == before


def test_an_ended_office_stays_in_the_list_and_gives_no_access(registrar, colleague):
    given = grant_role(registrar, net_id="colleague", role=Role.FINANCE, department="", now=NOW)
    revoke_role(registrar, assignment=given.pk, now=NOW)
    assert roles_of(colleague) == {}
    assert RoleAssignment.objects.get(pk=given.pk).until.isoformat() == "2024-09-03"
    again = grant_role(registrar, net_id="colleague", role=Role.FINANCE, department="", now=NOW)
    assert (again.pk, again.until) == (given.pk, None)


def test_nobody_ends_their_own_office(registrar):
    own = registrar.roles.get()
    with pytest.raises(RoleRefused, match="own_role"):
        revoke_role(registrar, assignment=own.pk, now=NOW)
    own.refresh_from_db()
    assert own.until is None


def test_only_the_registry_sees_the_offices(registrar, colleague):
    client = Client()
    client.force_login(colleague)
    assert client.get(reverse("people:roles")).status_code == 403
    client.force_login(registrar)
    assert client.get(reverse("people:roles")).status_code == 200


def test_the_page_says_beside_the_field_why_not(registrar):
    client = Client()
    client.force_login(registrar)
    answer = client.post(reverse("people:grant_role"), {"net_id": "nobody", "role": "finance", "department": ""})
    assert answer.status_code == 422
    assert "There is no account with this NetID." in answer.content.decode()


def test_the_list_asks_as_often_for_many_as_for_few(registrar, django_assert_max_num_queries):
    client = Client()
    client.force_login(registrar)
    for number in range(40):
        user = User.objects.create_user(f"teacher{number}")
        RoleAssignment.objects.create(user=user, role="teacher", department="COMP", since="2020-01-01")
    with django_assert_max_num_queries(12):
        assert client.get(reverse("people:roles")).status_code == 200


def test_a_secret_address_works_until_it_is_replaced_or_closed(colleague):
    first = issue_token(colleague, purpose="calendar_feed", now=NOW)
    assert token_owner(first, "calendar_feed") == colleague
    assert token_owner(first, "another_purpose") is None
    second = issue_token(colleague, purpose="calendar_feed", now=NOW)
    assert token_owner(first, "calendar_feed") is None
    assert token_owner(second, "calendar_feed") == colleague
    assert live_token(colleague, "calendar_feed") == NOW
    assert revoke_token(colleague, purpose="calendar_feed", now=NOW) is True
    assert token_owner(second, "calendar_feed") is None
    assert revoke_token(colleague, purpose="calendar_feed", now=NOW) is False


def test_the_secret_itself_is_not_stored(colleague):
    secret = issue_token(colleague, purpose="calendar_feed", now=NOW)
    assert not AccessToken.objects.filter(digest__contains=secret).exists()

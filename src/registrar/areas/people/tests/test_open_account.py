"""Opening an account."""

import pytest
from tests import world

from registrar.areas.people.actions.open_account import AccountRefused, NewAccount, open_account
from registrar.areas.people.models import Person, Role, RoleAssignment, User
from registrar.areas.people.policies import roles_of

pytestmark = pytest.mark.django_db
NOW = world.at("2024-09-03 10:00")
PASSWORD = "seven green bicycles"


def test_an_account_has_a_name_an_office_and_a_password_that_works() -> None:
    # When the first account is opened, its NetID written in capitals
    new = NewAccount("HLau", "Lau", "Hiu Tung", name_zh="劉曉彤", email="h@university.example", office=Role.REGISTRY)
    user = open_account(new, password=PASSWORD, now=NOW)

    # Then the NetID is in small letters, the password opens it, and the office counts from today
    assert user.username == "hlau"
    assert user.check_password(PASSWORD)
    assert str(user.person) == "LAU Hiu Tung"
    assert roles_of(user) == {"registry": {""}}
    assert user.roles.get().since == NOW.date()


@pytest.mark.parametrize(
    ("net_id", "password", "office", "reason"),
    [
        ("taken", PASSWORD, None, "already exists"),
        ("h lau", PASSWORD, None, "A NetID is written in lower-case letters and digits."),
        ("hlau", "short", None, "too short"),
        ("hlau", PASSWORD, Role.STUDENT, "can't be given with an account"),
        ("hlau", PASSWORD, Role.HEAD, "can't be given with an account"),
    ],
)
def test_what_is_refused_leaves_nothing(net_id: str, password: str, office: Role | None, reason: str) -> None:
    # Given one account
    world.user("taken")
    # When another is refused
    with pytest.raises(AccountRefused) as caught:
        open_account(NewAccount(net_id, "Lau", "Hiu Tung", office=office), password=password, now=NOW)
    # Then the reason is told, and nothing is there that was not
    assert reason in str(caught.value)
    assert [User.objects.count(), Person.objects.count(), RoleAssignment.objects.count()] == [1, 1, 0]

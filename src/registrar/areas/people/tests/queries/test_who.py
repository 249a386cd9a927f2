"""Who somebody is, as the frame of every page says it."""

from datetime import date

import pytest

from registrar.areas.people.models import Person, Role, RoleAssignment, User
from registrar.areas.people.queries.who import who


@pytest.fixture
def clerk(db):
    return User.objects.create(username="s.lee")


def test_a_name_stands_in_both_scripts_with_the_offices_held_today(clerk, django_assert_num_queries):
    # Given somebody with a name, an office, and one that has ended
    Person.objects.create(user=clerk, family_name="Lee", given_names="Siu Ling", name_zh="李小玲")
    RoleAssignment.objects.create(user=clerk, role=Role.REGISTRY, since=date(2022, 9, 1))
    RoleAssignment.objects.create(user=clerk, role=Role.TEACHER, since=date(2020, 9, 1), until=date(2022, 8, 31))
    # Then two queries tell it all
    with django_assert_num_queries(2):
        known = who(clerk)
    assert (known.name.en, known.name.zh) == ("LEE Siu Ling", "李小玲")
    assert known.offices == (Role.REGISTRY.label,)


def test_a_name_in_one_script_serves_for_both(clerk):
    Person.objects.create(user=clerk, family_name="Singh", given_names="Amar")
    assert who(clerk).name.zh == "SINGH Amar"


def test_an_account_without_a_name_shows_its_netid(clerk):
    assert (who(clerk).name.en, who(clerk).offices) == ("s.lee", ())

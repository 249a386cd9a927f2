"""What must hold is asked of the tables: each check sees what it is there for."""

import pytest
from django.db import connection
from tests import world

from registrar.rehearsal.invariants import CHECKS, broken_invariants

pytestmark = pytest.mark.django_db


def test_a_sound_university_breaks_nothing():
    # given a seat taken through the table's own trigger
    world.register(world.study(), world.group(world.subject()))
    # when / then
    assert broken_invariants() == []


def test_an_oversold_group_is_seen():
    # given a group whose count and quota were bent behind the back of the constraint
    group = world.group(world.subject(), quota=1)
    world.register(world.study("24000001D"), group)
    second = world.study("24000002D")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE registration_registration DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE registration_subjectgroup DROP CONSTRAINT never_oversold")
    world.register(second, group)
    # when / then
    assert broken_invariants() == ["subject groups oversold: 1", "seat counts that differ from the seats: 1"]


def test_every_check_is_a_question_that_can_be_asked():
    with connection.cursor() as cursor:
        for query in CHECKS.values():
            cursor.execute(query)
            assert cursor.fetchone() == (0,)

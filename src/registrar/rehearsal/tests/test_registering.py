"""Rehearsed students act as real ones do."""

import pytest
from tests import world

from registrar.areas.registration.models import Registration
from registrar.rehearsal.stages.registering import register

pytestmark = pytest.mark.django_db

NOW = world.at("2024-09-03 10:00")


def test_who_finds_a_group_full_tries_the_next():
    # given a full group and one with room
    subject = world.subject()
    world.compulsory(world.programme(), subject)
    full = world.group(subject, quota=1, code="1001")
    roomy = world.group(subject, quota=1, code="1002")
    world.register(world.study("24000001D"), full)
    student = world.study("24000002D")
    # when
    counts = register([(student.pk, [[full.pk, roomy.pk]])], now=NOW)
    # then
    assert Registration.objects.get(study=student).group == roomy
    assert (counts["baskets"], counts["registrations"], counts["choices refused"]) == (2, 1, 1)


def test_a_refusal_is_counted_by_its_clause():
    # given a subject outside the curriculum before the last two days of add/drop
    student, group = world.study(), world.group(world.subject())
    # when
    counts = register([(student.pk, [[group.pk]])], now=NOW)
    # then nothing is registered and the clause is named
    assert not Registration.objects.exists()
    assert counts["refused polyu-2024-25:5F-01"] == 1

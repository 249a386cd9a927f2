"""Students see their own results and nobody else's (HB24-3B-01/2)."""

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

pytestmark = pytest.mark.django_db


def test_an_altered_address_opens_nobody_elses_results() -> None:
    # Given two students with a result each
    term, mine, theirs = world.term(), world.study("24000001D"), world.study("24000002D")
    world.result(mine, world.subject("COMP1011"), term, "B", "3.0")
    world.result(theirs, world.subject("COMP1012"), term, "A", "4.0")
    # When the first asks for the results, with the other's number in the address as well
    visitor = Client()
    visitor.force_login(mine.student)
    for address in ("", f"?study={theirs.pk}", f"?student={theirs.student_number}"):
        page = visitor.get(reverse("assessment:my_results") + address)
        # Then the page holds the first student's result only
        assert page.status_code == 200
        assert "COMP1011" in page.content.decode()
        assert "COMP1012" not in page.content.decode()
    # And the other's record is no page of the first
    for name in ("studies:record", "registration:of-student"):
        assert visitor.get(reverse(name, args=[theirs.pk])).status_code in (403, 404)

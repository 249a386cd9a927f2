"""What a transcript prints of a term whose overall result isn't there yet."""

from datetime import date

import pytest
from tests import world

from registrar.areas.awards.transcript_data import transcript_data
from registrar.kernel import Bilingual

pytestmark = pytest.mark.django_db


def test_a_transcript_says_which_term_awaits_the_board():
    # given a grade that is out, and no standing
    study = world.study()
    row = world.result(study, world.subject(), world.term(), "B", "3.0")
    common = {"day": date(2025, 1, 13), "number": "TS1", "check": None, "address": ""}
    # when the board has yet to confirm the term
    (term,) = transcript_data(study, Bilingual("U", "大"), [row], [], pending=["2024/25-S1"], **common)["terms"]
    # then grade and reason are printed, and no average
    assert (term["rows"][0]["grade"], term["gpa"]) == ("B", None)
    assert term["pending"]["en"] == "The Board of Examiners has not yet confirmed the overall result of this term."
    # when nothing is awaited, nothing is said
    (term,) = transcript_data(study, Bilingual("U", "大"), [row], [], **common)["terms"]
    assert term["pending"] is None

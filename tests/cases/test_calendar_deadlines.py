"""The fee deadlines of the academic calendars lie where the handbook says (HB24-4A-02)."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from registrar.rulebook.places import universities_directory

CALENDARS = sorted((universities_directory() / "polyu" / "calendars").glob("*.yaml"))
AUGUST, SEPTEMBER, JANUARY = 8, 9, 1


@pytest.mark.parametrize("path", CALENDARS, ids=lambda path: path.stem)
def test_first_fees_fall_due_in_august_or_september_and_in_january(path):
    # given a year's calendar, when its fee deadlines are read, then each lies in the months of its semester
    terms = yaml.safe_load(path.read_text(encoding="utf-8"))["terms"]
    first, second = (date.fromisoformat(str(terms[term]["fee_deadline"])) for term in ("S1", "S2"))
    start = int(path.stem[:4])
    assert (first.year, first.month in (AUGUST, SEPTEMBER)) == (start, True)
    assert (second.year, second.month) == (start + 1, JANUARY)

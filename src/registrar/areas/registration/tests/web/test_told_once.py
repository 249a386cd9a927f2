"""Telling a finding once."""

from registrar.areas.registration.web.told_once import told_once
from registrar.kernel import Citation, Finding, Message

CLOSED = Finding(Citation.parse("polyu-2024-25:5A-01"), False, Message("window.closed", {"until": "today"}))
FULL = Finding(Citation.parse("polyu-2024-25:5A-05"), False, Message("seat.full", {"subject": "A"}))
FULL_TOO = Finding(Citation.parse("polyu-2024-25:5A-05"), False, Message("seat.full", {"subject": "B"}))


def test_what_stands_everywhere_is_told_once():
    # Given three lists that share a finding / When told / Then it stands apart, and the rest stays where it was
    assert told_once([[CLOSED, FULL], [FULL_TOO, CLOSED], [CLOSED]]) == ([CLOSED], [[FULL], [FULL_TOO], []])


def test_the_same_words_about_another_subject_are_another_finding():
    assert told_once([[FULL], [FULL_TOO]]) == ([], [[FULL], [FULL_TOO]])


def test_a_single_list_shares_nothing():
    assert told_once([[CLOSED, FULL]]) == ([], [[CLOSED, FULL]])
    assert told_once([]) == ([], [])

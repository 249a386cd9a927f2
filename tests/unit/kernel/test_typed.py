"""What people type is found however they space it."""

import pytest

from registrar.kernel.typed import typed, typed_subject


@pytest.mark.parametrize(
    ("text", "looked_for"),
    [
        ("2300 0001d", "23000001d"),
        ("23000001 D", "23000001D"),
        (" ２４００１５５４ ", "24001554"),
        ("2400-1554", "24001554"),
        # a name beside the first digits of a number, a year, a longer reference: left as they are
        ("chan 2300", "chan 2300"),
        ("2024 25", "2024 25"),
        ("FT-2400155499", "FT-2400155499"),
        ("B24001554", "B24001554"),
    ],
)
def test_a_number_of_eight_digits_is_one_word(text, looked_for):
    assert typed(text) == looked_for


@pytest.mark.parametrize(
    ("text", "looked_for"),
    [
        ("comp 1011", "comp1011"),
        ("COMP-1011", "COMP1011"),
        ("ＣＯＭＰ　１０１１", "COMP1011"),
        ("AMA 1110 calculus", "AMA1110 calculus"),
        ("programming 1", "programming 1"),
        ("comp", "comp"),
    ],
)
def test_a_subject_code_is_one_word(text, looked_for):
    assert typed_subject(text) == looked_for

"""Parameters over time: every moment has exactly one value, one told gap, or none."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrar.kernel import Money, ParameterUse
from registrar.rulebook import RulebookError
from registrar.rulebook.dated_parameter import Gap, parameter_from
from registrar.rulebook.span import FIRST, LAST, place_of, text_of
from registrar.rulebook.strict_yaml import Document, parse_yaml

START = date(2018, 7, 1)


def parameter(text, name="area.fee"):
    head = "title: {en: Fee, zh: 費用}\n"
    return parameter_from(name, parse_yaml(head + text, "polyu/parameters/area/fee.yaml"))


def value(start, end, amount):
    return {"from": start, "to": end, "value": amount, "cites": ["tiny:1-01"]}


def built(values, gaps=(), **more):
    data = {
        "title": {"en": "Fee", "zh": "費用"},
        "unit": "HKD",
        "type": "integer",
        "applies_by": "event_date",
        "values": values,
        "gaps": list(gaps),
        **more,
    }
    return parameter_from("area.fee", Document("fee.yaml", data, {(): 1}))


@given(st.lists(st.tuples(st.integers(1, 400), st.booleans()), min_size=1, max_size=8), st.randoms())
def test_touching_stretches_give_each_day_one_answer(pieces, chance):
    # given stretches of days, each touching the next, in any order in the file, the first one a value
    values, gaps, expected = [], [], {}
    day = START
    for number, (length, is_value) in enumerate(pieces):
        end = day + timedelta(days=length - 1)
        if is_value or number == 0:
            values.append(value(day, end, number))
        else:
            gaps.append({"from": day, "to": end, "why": "none"})
        expected |= {day: number if is_value or number == 0 else None, end: number if is_value or number == 0 else None}
        day = end + timedelta(days=1)
    chance.shuffle(values)
    # when read
    made = built(values, gaps)
    # then the first and last day of each stretch have its answer, and the days outside have none
    for moment, answer in expected.items():
        found = made.at(moment.toordinal())
        assert (found.value if isinstance(found, ParameterUse) else None) == answer
        assert isinstance(found, (ParameterUse, Gap))
    assert made.at(START.toordinal() - 1) is None
    assert made.at(day.toordinal()) is None


@given(st.integers(0, 30), st.integers(1, 30), st.integers(-30, 30))
def test_two_values_are_refused_unless_they_touch(length, other, shift):
    # given one value, and another that begins so many days after the end of the first
    end = START + timedelta(days=length)
    second = end + timedelta(days=1 + shift)
    values = [value(START, end, 1), value(second, second + timedelta(days=other), 2)]
    meet = second + timedelta(days=other) == START - timedelta(days=1)
    # then only touching ones are taken
    if shift == 0 or meet:
        assert built(values).at(second.toordinal()).value == 2
    else:
        with pytest.raises(RulebookError, match=r"overlaps|no value from"):
            built(values)


@given(st.integers(1, 200_000))
def test_places_read_back(place):
    for line in ("event_date", "cohort", "term"):
        number = place if line == "event_date" else place % 3000 + 3000
        text = text_of(number, line)
        assert place_of(date.fromisoformat(text) if line == "event_date" else text, line) == number


def test_terms_and_cohorts_have_no_holes_between_neighbours():
    assert place_of("2024/25-ST", "term") + 1 == place_of("2025/26-S1", "term")
    assert place_of("2024/25", "cohort") + 1 == place_of("2025/26", "cohort")
    assert text_of(FIRST, "term") == text_of(LAST, "cohort") == "open"


TERMS = "unit: HKD\ntype: money\napplies_by: term\nvalues:\n"


def test_a_value_has_its_type_and_its_clauses():
    made = parameter(TERMS + '  - {from: open, to: 2018/19-ST, value: "42100.50", cites: ["tiny:1-01"]}\n')
    use = made.at(place_of("1999/00-S2", "term"))
    assert use.value == Money.parse("42100.50")
    assert (use.start, use.end) == ("open", "2018/19-ST")
    assert [str(citation) for citation in use.citations] == ["tiny:1-01"]


@pytest.mark.parametrize(
    ("kind", "of", "raw", "expected"),
    [
        ("decimal", None, "'1.70'", Decimal("1.70")),
        ("boolean", None, "false", False),
        ("text", None, "AR118", "AR118"),
        ("date", None, "2024-09-02", date(2024, 9, 2)),
        ("list", None, "[F, S, U]", ("F", "S", "U")),
        ("list", "integer", "[1, 2]", (1, 2)),
        ("mapping", "decimal", "{A: '4.0', B: '3.0'}", {"A": Decimal("4.0"), "B": Decimal("3.0")}),
        ("mapping", "money", "{local: {day: '1.00'}}", {"local": {"day": Money(1)}}),
    ],
)
def test_types_and_the_types_of_members(kind, of, raw, expected):
    member = f"of: {of}\n" if of else ""
    made = parameter(
        f"unit: HKD\ntype: {kind}\n{member}applies_by: cohort\n"
        f"values:\n  - {{from: 2018/19, to: open, value: {raw}, cites: ['tiny:1-01']}}\n"
    )
    assert made.at(2030).value == expected


@pytest.mark.parametrize(
    ("kind", "raw", "message"),
    [
        ("integer", "'21'", "'21' isn't a whole number"),
        ("decimal", "many", "'many' isn't a decimal"),
        ("money", "HK$5", "not an amount of money"),
        ("boolean", "'yes'", "'yes' isn't true or false"),
        ("date", "soon", "'soon' isn't a day"),
        ("list", "{a: 1}", "isn't a list"),
        ("mapping", "[]", "isn't a mapping"),
        ("text", "5", "5 isn't text"),
    ],
)
def test_a_value_of_another_type_is_refused_with_its_line(kind, raw, message):
    with pytest.raises(RulebookError) as caught:
        parameter(
            f"unit: HKD\ntype: {kind}\napplies_by: cohort\n"
            f"values:\n  - {{from: 2018/19, to: open, value: {raw}, cites: ['tiny:1-01']}}\n"
        )
    (problem,) = caught.value.problems
    assert (problem.line, problem.field) == (6, "values[0].value")
    assert message in problem.message


@pytest.mark.parametrize(
    ("lines", "field", "message"),
    [
        (["{from: 2018/19-S1, to: 2018/19-ST, value: '1.00'}"], "values[0].cites", "is missing"),
        (["{from: 2018/19-S1, to: 2018/19-ST, value: '1.00', cites: []}"], "values[0].cites", "at least 1 item"),
        (["{from: 2018/19-S1, to: 2018/19-ST, value: '1.00', cites: [5C]}"], "values[0].cites[0]", "not a citation"),
        (["{from: 2018/19-S1, to: 2017/18-ST, value: '1.00', cites: ['t:1']}"], "values[0].from", "before it starts"),
        (
            ["{from: 2018-09-01, to: 2018/19-ST, value: '1.00', cites: ['t:1']}"],
            "values[0].from",
            "where a term is wanted",
        ),
        (
            [
                "{from: 2018/19-S1, to: 2018/19-ST, value: '1.00', cites: ['t:1']}",
                "{from: 2018/19-ST, to: 2019/20-S1, value: '2.00', cites: ['t:1']}",
            ],
            "values[1]",
            "overlaps values[0]",
        ),
        (
            [
                "{from: 2018/19-S1, to: 2018/19-ST, value: '1.00', cites: ['t:1']}",
                "{from: 2024/25-S1, to: 2024/25-ST, value: '2.00', cites: ['t:1']}",
            ],
            "values[1]",
            "no value from 2019/20-S1 to 2023/24-ST; add one, or tell it under gaps with a why",
        ),
    ],
)
def test_a_mistake_in_the_values_names_its_field(lines, field, message):
    with pytest.raises(RulebookError) as caught:
        parameter(TERMS + "".join(f"  - {line}\n" for line in lines))
    (problem,) = caught.value.problems
    assert problem.field == field
    assert message in problem.message
    assert problem.line == 5 + len(lines)

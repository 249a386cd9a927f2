"""`registrar quote`: what it takes, prints and ends with. tests/cases/test_printed_fees.py has the amounts."""

import json

import pytest

from registrar.cli import main

DAY = "2024-10-01"


def quote(capsys, *arguments):
    """Return the exit status and the JSON that the command prints."""
    status = main(["quote", *arguments])
    return status, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "amount", "basis"),
    [
        ("--programme 53070 --cohort 2024/25 --residency nonlocal --credits 3", "16050.00", "credit"),
        ("--programme 02006 --cohort 2024 --residency local --credits 3", "25800.00", "credit"),
        ("--programme 61801 --cohort 2024/25 --residency local --semesters 2", "42100.00", "semester"),
        ("--programme 61801 --cohort 2024/25 --residency local", "42100.00", "year"),
        ("--programme 61801 --cohort 2024/25 --residency local --credits 6", "8430.00", "credit"),
        ("--programme 61801 --cohort 2020/21 --residency local --credits 3 --beyond-duration", "4215.00", "credit"),
        ("--programme 02007 --cohort 2022 --residency local --semesters 2", "142400.00", "2_semesters"),
        ("--programme 51067 --cohort 2024-25 --residency local --credits 9 --beyond-duration", "170000.00", "semester"),
        ("--programme 99999 --cohort 2024 --residency local --award-level higher_diploma", "31575.00", "year"),
        ("--programme 61030 --cohort 2024 --residency local --initial-fee --credits 6", "38200.00", "once"),
        ("--programme 05001 --stream FD/PD --cohort 2024 --residency local --dissertation", "35100.00", "semester"),
        ("--programme 45080 --cohort 2024 --residency local --modules 4 --dissertation", "130000.00", "module"),
        ("--programme 05001-pd --cohort 2024 --residency local", "11700.00", "credit"),
        ("--programme 23090 --stream all --cohort 2020 --residency local", "6450.00", "credit"),
        ("--programme 02007 --cohort 2022/23 --residency local --extension --semesters 2", "142400.00", "2_semesters"),
    ],
)
def test_quantities_are_multiplied(capsys, arguments, amount, basis):
    status, answer = quote(capsys, *arguments.split(), "--as-of", DAY)
    assert (status, answer["amount"], answer["basis"]) == (0, amount, basis)
    assert answer["currency"] == "HKD"
    assert answer["cites"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("--programme 99999 --cohort 2024/25 --residency local", "not listed"),
        ("--programme 53070 --cohort 1999/00 --residency local", "not listed"),
        ("--programme 53070 --cohort 2024/25 --residency local --modules 2", "not listed"),
        ("--programme 02006 --cohort 2024/25 --residency local --subject CLC1151", "not offered"),
        ("--programme 53070 --cohort 2024/25 --residency local --as-of 2031-10-01", "not listed"),
        ("--programme TBC --cohort 2024 --residency local", "not listed"),
        ("--programme 63022-DSP --cohort 2024 --residency nonlocal --credits 3", "not offered"),
    ],
)
def test_what_no_table_prices_is_not_guessed(capsys, arguments, reason):
    given = arguments.split()
    status, answer = quote(capsys, *given, *([] if "--as-of" in given else ["--as-of", DAY]))
    assert (status, answer["outcome"], answer["reason"]) == (0, "UNDETERMINED", reason)
    assert "amount" not in answer
    assert answer["why"]


def test_without_a_day_the_newest_table_is_quoted_and_says_so(capsys):
    arguments = "--programme 53070 --cohort 2024/25 --residency local"
    _, answer = quote(capsys, *arguments.split())
    assert (answer["amount"], answer["charged_in"]) == ("4580.00", "2024/25")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("--programme 53070 --cohort 24 --residency local", "--cohort"),
        ("--programme 53070 --cohort 2024/26 --residency local", "--cohort"),
        ("--programme 45080 --cohort 2024 --residency local --dissertation --credits 2", "--dissertation"),
        ("--programme 45080 --cohort 2019 --residency nonlocal --admitted-on soon", "--admitted-on"),
        ("--programme 53070 --cohort 2024/25 --residency local --as-of yesterday", "--as-of"),
        ("--programme 53070 --cohort 2024/25 --residency local --university nowhere", "--university"),
    ],
)
def test_bad_input_names_the_option(capsys, arguments, says):
    assert main(["quote", *arguments.split()]) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("--cohort 2024 --residency local", "--programme"),
        ("--programme 53070 --residency local", "--cohort"),
        ("--programme 53070 --cohort 2024 --residency abroad", "--residency"),
        ("--programme 53070 --cohort 2024 --residency local --credits 0", "--credits"),
        ("--programme 53070 --cohort 2024 --residency local --credits three", "--credits"),
        ("--programme 53070 --cohort 2024 --residency local --credits 3 --modules 2", "--credits"),
        ("--programme 53070 --cohort 2024 --residency local --level five", "--level"),
    ],
)
def test_what_cannot_be_an_option_ends_with_2_and_names_it(capsys, arguments, says):
    with pytest.raises(SystemExit) as ended:
        main(["quote", *arguments.split()])
    assert ended.value.code == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "needs"),
    [
        ("--programme 53081 --cohort 2024 --residency local", ["--level"]),
        ("--programme 44087 --cohort 2024 --residency local", ["--stream"]),
        ("--programme 45080 --cohort 2019 --residency nonlocal", ["--admitted-on"]),
        ("--programme 51067 --cohort 2024 --residency local --beyond-duration", ["--credits"]),
    ],
)
def test_a_fact_that_is_lacking_is_asked_for_by_its_option(capsys, arguments, needs):
    status, answer = quote(capsys, *arguments.split())
    assert (status, answer["outcome"], answer["reason"], answer["needs"]) == (0, "UNDETERMINED", "unknown", needs)


def test_what_stands_beside_the_price_is_told_and_not_added(capsys):
    _, answer = quote(capsys, *["--programme", "05001-FD", "--cohort", "2024", "--residency", "local"])
    assert (answer["amount"], answer["minimum_programme_fee"]) == ("93600.00", "561600.00")
    _, answer = quote(capsys, *["--programme", "24036", "--cohort", "2023", "--residency", "local"])
    assert answer["amount"] == "9300.00"
    assert [(item["item"], item["amount"]) for item in answer["further_charges"]] == [
        ("residential_workshop", "7800.00"),
        ("overseas_study", "31300.00"),
    ]

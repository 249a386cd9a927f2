"""`registrar quote` answers every printed row, and never guesses."""

import json
from collections.abc import Iterator

import pytest

from registrar.cli import main
from registrar.kernel import Money
from registrar.rulebook.fees import FeeRow, Unpriced, load_fees

DAY = "2024-10-01"


def quote(capsys, *arguments):
    """Return the exit status and the JSON that the command prints."""
    status = main(["quote", *arguments])
    return status, json.loads(capsys.readouterr().out)


def rows() -> Iterator[FeeRow]:
    """Every price row of part A whose programme has a code."""
    for table in load_fees("polyu").self_financed:
        for programme in table.programmes:
            if programme.code is not None:
                yield from programme.rows


def arguments_of(row: FeeRow, residency: str) -> list[str]:
    """Return the command line that asks for exactly this row."""
    first, last = row.cohorts.stretches[0]
    year = first or min(last, 2024)
    given = ["--programme", row.programme, "--cohort", f"{year}/{(year + 1) % 100:02d}", "--residency", residency]
    given += ["--as-of", DAY]
    if row.streams:
        given += ["--stream", sorted(row.streams)[0]]
    if row.subjects.kind == "only":
        given += ["--subject", sorted(row.subjects.codes)[0]]
    if row.subjects.kind == "levels":
        given += ["--subject", "ANY5000", "--level", str(sorted(row.subjects.levels)[0])]
    if row.basis == "dissertation":
        given.append("--dissertation")
    if row.starts or row.ends:
        given += ["--admitted-on", str(row.starts or row.ends)]
    return given


@pytest.mark.parametrize("residency", ["local", "nonlocal"])
def test_every_printed_row_answers_with_its_amount(capsys, residency):
    seen = 0
    for row in rows():
        status, answer = quote(capsys, *arguments_of(row, residency))
        price = row.price(residency)
        assert status == 0
        if isinstance(price, Money):
            assert (answer.get("amount"), answer.get("basis")) == (price.plain(), row.basis), str(row.source)
            assert all(cite.startswith("polyu-2024-25:") for cite in answer["cites"])
        else:
            wanted = "not offered" if price is Unpriced.NOT_OFFERED else "not listed"
            assert (answer["outcome"], answer["reason"]) == ("UNDETERMINED", wanted), str(row.source)
        seen += 1
    assert seen > 400


@pytest.mark.parametrize(
    ("arguments", "amount", "basis"),
    [
        ("--programme 53070 --cohort 2024/25 --residency nonlocal --credits 3", "16050.00", "credit"),
        ("--programme 61801 --cohort 2024/25 --residency local --semesters 2", "42100.00", "flat"),
        ("--programme 61801 --cohort 2024/25 --residency local --credits 6", "8430.00", "credit"),
        ("--programme 61801 --cohort 2020/21 --residency local --credits 3 --beyond-duration", "4215.00", "credit"),
        ("--programme 02007 --cohort 2022/23 --residency local --extension --semesters 2", "142400.00", "semesters"),
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
        ("--programme 53070 --cohort 2024 --residency local", "--cohort"),
        ("--programme 53070 --cohort 2024/25 --residency local --as-of yesterday", "--as-of"),
        ("--programme 53070 --cohort 2024/25 --residency local --university nowhere", "--university"),
    ],
)
def test_bad_input_names_the_option(capsys, arguments, says):
    assert main(["quote", *arguments.split()]) == 2
    assert says in capsys.readouterr().err

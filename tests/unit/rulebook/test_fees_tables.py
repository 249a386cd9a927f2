"""The fee tables of the real handbook: how many rows there are, and prices looked up in them."""

from __future__ import annotations

from datetime import date

import pytest

from registrar.kernel import AcademicYear, Money
from registrar.rulebook.fees import FeeQuote, Missing, NotListed, NotOffered, ThesisQuote, load_fees

CHARGED = AcademicYear.parse("2024/25")


def price(programme: str, stream: str | None, cohort: str, residency: str, **more: object) -> object:
    return load_fees("polyu").price(
        programme, stream, AcademicYear.parse(cohort), residency, charged_in=CHARGED, **more
    )


def test_every_printed_row_is_carried() -> None:
    # Given the tables as printed (HB24-AP2A-13)
    # When they are read
    tables = load_fees("polyu")
    # Then each heading has its rows, 412 in all
    assert {table.heading: len(table.rows) for table in tables.self_financed} == {
        "FB": 72,
        "FCE": 69,
        "FENG": 68,
        "FH": 35,
        "FHSS": 108,
        "FS": 28,
        "SD": 5,
        "SFT": 11,
        "SHTM": 16,
    }
    assert sum(len(table.rows) for table in tables.self_financed) == 412
    assert len(tables.doctoral[CHARGED].rows) == 47


def test_a_row_that_names_two_years_prices_just_these() -> None:
    # Given the rows that name 2020 and 2022 (HB24-AP2A-13: 414 prices once they are split by year)
    tables = load_fees("polyu")
    # When rows with years apart are split
    apart = [row for table in tables.self_financed for row in table.rows if row.cohorts.text == "2020/21, 2022/23"]
    # Then there are two of them, and 2021 has no price
    assert [row.programme for row in apart] == ["51067", "51068"]
    assert isinstance(price("51067", None, "2021/22", "local"), NotListed)


@pytest.mark.parametrize(
    ("programme", "stream", "cohort", "local", "nonlocal_"),
    [
        # The rows that slipped in the printed text (HB24-AP2A-12), by hand from the print.
        ("32112", None, "2022/23", "5700.00", "5700.00"),
        ("32112", None, "2021/22", "5300.00", "5300.00"),
        ("32112", None, "2020/21", "4500.00", "5000.00"),
        ("32114", None, "2023/24", "6790.00", "6790.00"),
        ("23090", "MAF", "2020/21", "6450.00", "8490.00"),
        ("23090", "MHP", "2019/20", "5500.00", "8200.00"),
        ("61038", None, "2024/25", "10850.00", "10850.00"),
        ("61038", None, "2023/24", "10300.00", "10300.00"),
        ("46013", None, "2024/25", "7000.00", "7000.00"),
        ("14110", None, "2024/25", "7000.00", "7000.00"),
        # First and last row of each heading.
        ("23093", None, "2024/25", "10750.00", "10750.00"),
        ("31077", None, "2024/25", "6100.00", "6100.00"),
        ("34084", None, "2024/25", "6100.00", "6100.00"),
        ("05001", "FD", "2024/25", "93600.00", "93600.00"),
        ("43100", None, "2020/21", "3700.00", "5100.00"),
        ("03002", None, "2013/14", "6000.00", "6000.00"),
        ("71026", None, "2020/21", "3360.00", "4720.00"),
        ("06001", None, "2014/15", "5000.00", "5000.00"),
        ("52048", None, "2024/25", "11700.00", "11700.00"),
        ("12060", None, "2024/25", "6000.00", "6000.00"),
        ("15059", None, "2024/25", "12000.00", "12000.00"),
        ("73034", None, "2023/24", "4830.00", "5100.00"),
        ("73040", None, "2024/25", "7440.00", "7440.00"),
        ("14097", None, "2024/25", "5700.00", "5700.00"),
        ("24047", None, "2022/23", "7700.00", "7700.00"),
        # In between.
        ("05002", None, "2018/19", "3500.00", "4300.00"),
        ("44087", "ISS", "2022/23", "4835.00", "4835.00"),
        ("45100", "MTT", "2021/22", "4960.00", "6000.00"),
        ("54047", "PMH", "2023/24", "5300.00", "5900.00"),
        ("55005", "RMP", "2018/19", "4000.00", "4500.00"),
        ("51062", "DDP", "2024/25", "6620.00", "6620.00"),
        ("51062", "DDP", "2023/24", "6300.00", "6300.00"),
        ("33088", None, "2022/23", "5300.00", "5300.00"),
        ("72021", None, "2020/21", "4740.00", "5150.00"),
    ],
)
def test_prices(programme: str, stream: str | None, cohort: str, local: str, nonlocal_: str) -> None:
    # Given a programme, stream and cohort; when the price is looked up; then it is the printed one
    for residency, amount in (("local", local), ("nonlocal", nonlocal_)):
        found = price(programme, stream, cohort, residency)
        assert isinstance(found, FeeQuote)
        assert found.amount == Money.parse(amount)


def test_a_special_row_goes_before_the_general_one() -> None:
    # Given the MA Scheme 72017, which prices CBS570 and CBS571 apart
    # When a special and another subject are priced
    special = price("72017", None, "2021/22", "nonlocal", subject="CBS570")
    other = price("72017", None, "2021/22", "nonlocal", subject="CBS501")
    # Then each has its own row
    assert isinstance(special, FeeQuote)
    assert isinstance(other, FeeQuote)
    assert (special.amount, other.amount) == (Money.parse("12750.00"), Money.parse("5100.00"))


def test_levels_price_the_master_of_nursing() -> None:
    # Given 53081, priced by the level of the subject
    # When level 2, level 5, level 1 and no level are asked for
    answers = [price("53081", None, "2024/25", "local", subject_level=level) for level in (2, 5, 1, None)]
    # Then levels 2 and 5 have prices, level 1 has none, and without a level the fact is asked for
    assert isinstance(answers[0], FeeQuote)
    assert isinstance(answers[1], FeeQuote)
    assert (answers[0].amount, answers[1].amount) == (Money.parse("3800.00"), Money.parse("5600.00"))
    assert isinstance(answers[2], NotListed)
    assert answers[2].reason is Missing.SUBJECT
    assert isinstance(answers[3], NotListed)
    assert answers[3].reason is Missing.SUBJECT_LEVEL_UNKNOWN


@pytest.mark.parametrize(
    ("programme", "stream", "cohort", "residency", "more", "reason"),
    [
        ("99999", None, "2024/25", "local", {}, Missing.PROGRAMME),
        ("05001", "FD", "2023/24", "local", {}, Missing.COHORT),
        ("51062", "RSP", "2021/22", "local", {}, Missing.STREAM),
        ("45080", None, "2019/20", "nonlocal", {}, Missing.INTAKE_UNKNOWN),
        ("05001", None, "2024/25", "local", {}, Missing.STREAM_UNKNOWN),
        ("61030", None, "2024/25", "local", {"basis": "dissertation"}, Missing.BASIS),
    ],
)
def test_no_row_no_price(
    programme: str, stream: str | None, cohort: str, residency: str, more: dict[str, object], reason: Missing
) -> None:
    # Given something the table doesn't list; when it is priced; then the answer says what is lacking, and no amount
    found = price(programme, stream, cohort, residency, **more)
    assert isinstance(found, NotListed)
    assert found.reason is reason


def test_a_fact_that_changes_nothing_need_not_be_known() -> None:
    # Given 45080, whose blocks cost local students of 2019/20 the same, and 05001, all of whose streams extend alike
    # When they are priced without the day of intake and the stream
    module = price("45080", None, "2019/20", "local")
    thesis = load_fees("polyu").doctoral[AcademicYear(2024)].quote("05001", None, AcademicYear(2023))
    # Then the one price there is answers
    assert isinstance(module, FeeQuote)
    assert isinstance(thesis, ThesisQuote)
    assert (module.amount, thesis.amount) == (Money.parse("12000.00"), Money.parse("33300.00"))


def test_another_year_of_charge_has_no_price() -> None:
    # Given the table of 2024/25 alone; when a charge of 2018/19 is asked for; then there is none
    found = load_fees("polyu").price(
        "61030", None, AcademicYear(2018), "local", charged_in=AcademicYear.parse("2018/19")
    )
    assert isinstance(found, NotListed)
    assert found.reason is Missing.YEAR


def test_not_applicable_is_not_offered() -> None:
    # Given cells printed as not applicable; when they are priced; then the answer is a refusal with its row
    stream = price("63022", "DSP", "2024/25", "nonlocal")
    subject = price("02006", None, "2024/25", "local", subject="CLC1151")
    assert isinstance(stream, NotOffered)
    assert isinstance(subject, NotOffered)
    assert (stream.source.row, subject.source.row) == (4, 2)


def test_the_day_of_intake_chooses_the_block() -> None:
    # Given the 2019/20 cohort of 45080, which stands in two blocks
    # When intake was in September 2019 and in January 2020
    before = price("45080", None, "2019/20", "nonlocal", admitted_on=date(2019, 9, 2))
    after = price("45080", None, "2019/20", "nonlocal", admitted_on=date(2020, 1, 1))
    # Then the older and the newer block hold
    assert isinstance(before, FeeQuote)
    assert isinstance(after, FeeQuote)
    assert (before.amount, after.amount) == (Money.parse("14000.00"), Money.parse("16000.00"))


def test_a_predecessor_prices_the_cohorts_its_successor_lacks() -> None:
    # Given 48004, which lists cohorts from 2022, and its predecessor 05002 (HB24-AP2A-11)
    # When the 2019 and the 2023 cohort are priced
    older = price("48004", None, "2019/20", "local")
    newer = price("48004", None, "2023/24", "nonlocal")
    # Then the older one stands on the predecessor's row, the newer one on its own
    assert isinstance(older, FeeQuote)
    assert isinstance(newer, FeeQuote)
    assert (older.programme, older.amount) == ("05002", Money.parse("3500.00"))
    assert (newer.programme, newer.amount) == ("48004", Money.parse("5800.00"))


def test_a_programme_without_a_code_has_no_price() -> None:
    # Given the doctorate whose code is to be confirmed
    waiting = [item for item in load_fees("polyu").programmes(CHARGED) if item.code is None]
    # When it is looked for, then it is listed but can't be priced by any code
    assert [item.title.en for item in waiting] == ["Doctor of Business Artificial Intelligence"]
    for code in ("TBC", "to_be_confirmed"):
        assert isinstance(price(code, None, "2024/25", "local"), NotListed)


def test_non_local_students_of_a_level_without_a_rate() -> None:
    # Given the UGC-funded schedules of both editions
    tables = load_fees("polyu")
    newer = tables.ugc[CHARGED].rate("nonlocal", "higher_diploma", AcademicYear(2024))
    older = tables.ugc[AcademicYear(2018)].rate("nonlocal", "higher_diploma", AcademicYear(2018))
    # Then only the older edition has a rate for a non-local Higher Diploma
    assert isinstance(newer, NotListed)
    assert not isinstance(older, NotListed)
    assert older.year == Money.parse("90000.00")

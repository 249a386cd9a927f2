from datetime import datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from registrar.areas.catalogue.calendar_file import ordinal, read_calendar, read_phases
from registrar.rulebook.places import universities_directory
from registrar.rulebook.problem import RulebookError

CALENDARS = universities_directory() / "polyu" / "calendars"


def broken(tmp_path: Path, old: str, new: str) -> list[str]:
    text = (CALENDARS / "2024-25.yaml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "2024-25.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulebookError) as caught:
        read_calendar(file, tmp_path)
    return [str(problem) for problem in caught.value.problems]


def test_the_first_semester_of_2024_25_has_the_days_of_the_worked_cases():
    first = read_calendar(CALENDARS / "2024-25.yaml")[0]
    hong_kong = ZoneInfo("Asia/Hong_Kong")
    assert first.key == "2024/25-S1"
    assert first.add_drop_from == datetime(2024, 9, 2, 8, 30, tzinfo=hong_kong)
    assert first.add_drop_to == datetime(2024, 9, 15, 23, 59, 59, tzinfo=hong_kong)
    assert first.exams_from.isoformat() == "2024-12-05"
    assert first.results_final_on.isoformat() == "2025-01-10"


def test_terms_sort_by_time_across_years():
    assert [ordinal(key) for key in ("2023/24-ST", "2024/25-S1", "2024/25-S2")] == [6071, 6072, 6073]


@pytest.mark.parametrize("file", sorted(CALENDARS.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_calendar_follows_the_one_before(file):
    terms = read_calendar(file)
    assert [term.key[-2:] for term in terms] == ["S1", "S2", "ST"]
    assert all(before.ends_on < after.starts_on for before, after in pairwise(terms))


def test_a_window_that_closes_before_it_opens_is_named(tmp_path):
    problems = broken(
        tmp_path, "add_drop: {from: 2024-09-02 08:30, to: 2024-09-15}", "add_drop: {from: 2024-09-16, to: 2024-09-15}"
    )
    assert len(problems) == 1
    assert problems[0].endswith("terms.S1.add_drop.to: 2024-09-15 must come on or after add_drop.from (2024-09-16)")
    assert problems[0].split("/")[-1].startswith("2024-25.yaml:14:")


def test_a_window_opens_and_closes_at_the_times_beside_its_days(tmp_path):
    text = (CALENDARS / "2024-25.yaml").read_text(encoding="utf-8")
    file = tmp_path / "2024-25.yaml"
    times = "registration: {from: 2024-07-29 09:15, to: 2024-08-09 17:00}"
    file.write_text(text.replace("registration: {from: 2024-07-29 08:30, to: 2024-08-09}", times), encoding="utf-8")
    first = read_calendar(file, tmp_path)[0]
    assert first.registration_from.isoformat() == "2024-07-29T09:15:00+08:00"
    assert first.registration_to.isoformat() == "2024-08-09T17:00:00+08:00"


def test_a_time_that_is_none_is_named(tmp_path):
    problems = broken(tmp_path, "from: 2024-07-29 08:30", "from: 2024-07-29 24:30")
    assert len(problems) == 1
    assert ":13:" in problems[0]
    assert "must be a day (2024-07-29), or a day and a time (2024-07-29 08:30)" in problems[0]


def test_a_window_that_closes_before_it_opens_on_one_day_is_named(tmp_path):
    one_day = "add_drop: {from: 2024-09-02 18:00, to: 2024-09-02 17:00}"
    problems = broken(tmp_path, "add_drop: {from: 2024-09-02 08:30, to: 2024-09-15}", one_day)
    assert [problem.rpartition("add_drop.to: ")[2] for problem in problems] == [
        "17:00 must come after add_drop.from (18:00)"
    ]


def test_a_missing_day_is_named(tmp_path):
    problems = broken(tmp_path, "    fee_deadline: 2024-09-27\n", "")
    assert len(problems) == 1
    assert problems[0].endswith("terms.S1.fee_deadline: is missing")


def test_half_a_window_is_named(tmp_path):
    problems = broken(tmp_path, "exams: {from: 2024-12-05, to: 2024-12-21}", "exams: {from: 2024-12-05}")
    assert {problem.rsplit("terms.", 1)[1] for problem in problems} == {"S1.exams.to: is missing"}


def test_a_fee_deadline_in_october_asks_for_a_reason(tmp_path):
    problems = broken(tmp_path, "fee_deadline: 2024-09-27", "fee_deadline: 2024-10-01")
    assert problems[0].endswith("2024-10-01 lies outside the usual months; say why under fee_deadline_reason")


def test_text_for_a_day_is_refused(tmp_path):
    problems = broken(tmp_path, "fee_deadline: 2024-09-27", "fee_deadline: end of September")
    assert "terms.S1.fee_deadline" in problems[0]


PHASES = """registration: {from: 2024-07-29 08:30, to: 2024-08-09}
    registration_phases:
      - {final_year_only: true, window: {from: 2024-07-29 08:30, to: 2024-08-09}}
      - {cohorts: [2023/24], window: {from: 2024-07-31 08:30, to: 2024-08-09}}"""


def test_phases_of_registration_are_read_as_the_rule_takes_them(tmp_path):
    # Given a calendar whose Semester One opens in two phases
    text = (CALENDARS / "2024-25.yaml").read_text(encoding="utf-8")
    file = tmp_path / "2024-25.yaml"
    file.write_text(text.replace(PHASES.splitlines()[0], PHASES, 1), encoding="utf-8")
    # When it is read
    phases = read_phases(file, tmp_path)
    # Then that term has both, with moments in Hong Kong
    assert list(phases) == ["2024/25-S1"]
    first, second = phases["2024/25-S1"]
    assert (first["final_year_only"], first["cohorts"]) == (True, [])
    assert (second["final_year_only"], second["cohorts"]) == (False, ["2023/24"])
    assert second["opens"] == datetime(2024, 7, 31, 8, 30, tzinfo=ZoneInfo("Asia/Hong_Kong"))


def test_a_phase_outside_the_registration_period_is_named(tmp_path):
    problems = broken(tmp_path, PHASES.splitlines()[0], PHASES.replace("2024-07-31 08:30", "2024-07-28 08:30"))
    assert len(problems) == 1
    assert "must lie within the registration period" in problems[0]

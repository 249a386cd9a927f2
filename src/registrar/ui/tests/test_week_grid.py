"""Where each meeting stands in the week, and which ones clash."""

import re
from pathlib import Path

from registrar.ui.parts import Meeting
from registrar.ui.pictures import week_grid

CSS = Path(week_grid.__file__).parents[1] / "static/ui/css/week.css"


def meeting(day, start, end, title="A", **fields):
    def minutes(text):
        hours, rest = text.split(":")
        return int(hours) * 60 + int(rest)

    return Meeting(day, minutes(start), minutes(end), title, **fields)


def placed(week, day):
    return [(p.meeting.title, p.row, p.span, p.lane, p.lanes, p.clash) for p in week.days[day].meetings]


def test_a_meeting_stands_at_its_quarter_hour():
    week = week_grid.lay_out([meeting(0, "08:30", "10:20")])
    # 08:30 is the third quarter after 08:00; 110 minutes take eight quarters
    assert placed(week, 0) == [("A", 2, 8, 1, 1, False)]
    assert [day.name for day in week.days] == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert (week.hours[0], week.hours[-1]) == ("08:00", "17:00")


def test_overlapping_meetings_stand_side_by_side_and_are_marked():
    week = week_grid.lay_out([meeting(1, "09:30", "11:20", "A"), meeting(1, "10:30", "12:20", "B")])
    assert placed(week, 1) == [("A", 6, 8, 1, 2, True), ("B", 10, 8, 2, 2, True)]
    assert week.clashes == 2


def test_meetings_that_touch_do_not_clash():
    week = week_grid.lay_out([meeting(0, "09:30", "10:30"), meeting(0, "10:30", "11:30")])
    assert week.clashes == 0


def test_a_chain_of_overlaps_marks_only_those_that_meet():
    # Given A and B overlap, B and C overlap, A and C do not
    chain = [meeting(0, "09:00", "11:00", "A"), meeting(0, "10:00", "13:00", "B"), meeting(0, "11:00", "12:00", "C")]
    week = week_grid.lay_out(chain)
    # Then C takes the lane that A has left
    assert [(p.meeting.title, p.lane, p.lanes) for p in week.days[0].meetings] == [
        ("A", 1, 2),
        ("B", 2, 2),
        ("C", 1, 2),
    ]
    assert week.clashes == 3


def test_the_grid_grows_for_evenings_and_saturdays():
    week = week_grid.lay_out([meeting(5, "18:30", "21:20")])
    assert week.hours[-1] == "21:00"
    assert week.days[-1].name == "Saturday"


def test_every_place_that_can_be_given_has_its_style():
    css = CSS.read_text(encoding="utf-8")
    rows = {int(n) for n in re.findall(r"\.rg-at-(\d+) ", css)}
    spans = {int(n) for n in re.findall(r"\.rg-for-(\d+) ", css)}
    lanes = set(re.findall(r"\.rg-lane-(\d-of-\d) ", css))
    assert rows == set(range(week_grid.MOST_ROWS))
    assert spans == set(range(2, week_grid.MOST_ROWS + 1))
    assert lanes == {f"{k}-of-{n}" for n in range(2, week_grid.MOST_LANES + 1) for k in range(1, n + 1)}


def test_a_subject_keeps_its_colour():
    assert week_grid.tone_of("COMP1011") == week_grid.tone_of("COMP1011")
    assert {week_grid.tone_of(f"COMP{n}") for n in range(1000, 1100)} == {1, 2, 3, 4, 5, 6}

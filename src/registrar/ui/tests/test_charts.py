"""Positions of the charts are exact, and the axis has round figures."""

from decimal import Decimal

import pytest

from registrar.ui.parts import Point
from registrar.ui.pictures import charts


@pytest.mark.parametrize(
    ("values", "top", "ticks"),
    [
        ([31], None, ["0", "10", "20", "30", "40"]),
        ([Decimal("3.42")], "4.3", ["0", "1", "2", "3", "4"]),
        ([1_900], None, ["0", "500", "1,000", "1,500", "2,000"]),
        ([9], None, ["0", "3", "6", "9"]),
        ([0, 0], None, ["0", "1"]),
        ([Decimal("0.4")], None, ["0", "0.1", "0.2", "0.3", "0.4"]),
        ([], None, ["0", "1"]),
    ],
)
def test_the_axis_counts_in_round_steps(values, top, ticks):
    assert [tick.text for tick in charts.scale(values, top).ticks] == ticks


def test_zero_stands_on_the_floor_and_the_top_at_the_top():
    axis = charts.scale([40])
    assert axis.y(0) == charts.HEIGHT - charts.BOTTOM
    assert axis.y(axis.top) == charts.TOP


def test_a_missing_value_leaves_a_gap():
    points = [Point("a", (Decimal(1),)), Point("b", (None,)), Point("c", (Decimal(2),)), Point("d", (Decimal(3),))]
    _, lines, labels = charts.lines(points, ["GPA"])
    assert [mark.label for mark in lines[0].marks] == ["a", "c", "d"]
    assert len(lines[0].segments) == 1
    assert len(labels) == 4


@pytest.mark.parametrize(("done", "whole", "percent"), [(122, 123, 99), (123, 123, 100), (1, 0, 0), (5, 4, 100)])
def test_a_part_is_never_rounded_up_to_the_whole(done, whole, percent):
    assert charts.ring(done, whole)[2] == percent


def test_the_table_beside_the_picture_has_the_same_figures(render):
    points = [Point("22/23 S1", (Decimal("2.61"), Decimal("2.61"))), Point("22/23 S2", (None, Decimal("2.83")))]
    html = render("{% line_chart 'GPA' p names '4.3' %}", p=points, names=["Semester", "All"])
    table = html[html.index("<table") :]
    assert table.count("<td class") == 1 + 4
    assert "2.83" in table
    assert "–" in table


def test_many_points_keep_every_second_label_and_the_last() -> None:
    # Given eight terms
    points = [Point(f"T{number}", (number,)) for number in range(8)]
    # When they are drawn / Then labels don't run into each other, and every value is in the table all the same
    _axis, (line,), labels = charts.lines(points, ["GPA"])
    assert [label.text for label in labels] == ["T1", "T3", "T5", "T7"]
    assert [mark.text for mark in line.marks if mark.text] == ["1", "3", "5", "7"]
    assert len(line.marks) == 8

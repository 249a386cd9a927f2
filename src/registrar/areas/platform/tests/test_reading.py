"""Several questions asked as one statement."""

from __future__ import annotations

import pytest

from registrar.areas.platform.reading import FEW, Question, along, ask, few, together

pytestmark = pytest.mark.django_db


def test_each_question_gets_the_rows_that_it_would_get_alone(django_assert_num_queries) -> None:
    # Given a question with rows in an order, one with JSON inside, and one without an answer
    ordered = Question("SELECT n, n * 2 AS twice FROM unnest(%s::int[]) n ORDER BY n DESC", [[1, 3, 2]])
    nested = Question("SELECT 'a' AS name, true AS yes, NULL AS none, json_build_array(1, 'x') AS inside", [])
    empty = Question("SELECT 1 AS one WHERE %s::text = 'never'", ["today"], lambda rows: f"{len(rows)} rows")
    alone = ask(ordered, nested, empty)
    # When they are asked together
    with django_assert_num_queries(1):
        (answers,) = ask(together(ordered, nested, empty))
    # Then one statement gives the same answers
    assert answers == alone == [[(3, 6), (2, 4), (1, 2)], [("a", True, None, [1, "x"])], "0 rows"]


def test_only_a_few_keys_are_few() -> None:
    assert few(range(FEW))
    assert not few(range(FEW + 1))


def test_two_writes_go_as_one_and_answer_for_the_second() -> None:
    # Given two statements that write
    first = Question("INSERT INTO platform_documentsequence (name, next_number) VALUES (%s, 1)", ["one"])
    second = Question(
        " WITH sent AS (SELECT %s::text AS name) INSERT INTO platform_documentsequence (name, next_number)"
        " SELECT name, 1 FROM sent RETURNING name",
        ["two"],
        lambda rows: [name for (name,) in rows],
    )
    # When they are written along with each other
    (written,) = ask(along(first, second))
    # Then both are there
    assert written == ["two"]
    assert ask(Question("SELECT name FROM platform_documentsequence ORDER BY name", [])) == [[("one",), ("two",)]]

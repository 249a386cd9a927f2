"""Standing over random histories, against the clauses written down a second time in the plainest way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from registrar.kernel.decision import Decision
from registrar.rulebook import decide

DAY = date(2025, 1, 17)
TERM = "2024/25-S1"
LINE = Decimal("1.70")
EARLIER = ("2021/22-S1", "2021/22-S2", "2022/23-S1", "2022/23-S2", "2023/24-S1", "2023/24-S2")
SUMMERS = ("2021/22-ST", "2022/23-ST", "2023/24-ST")

gpas = st.decimals(min_value="0.00", max_value="4.30", places=2)
near = st.sampled_from([Decimal("1.69"), Decimal("1.70"), Decimal("1.71")])
points = st.one_of(gpas, near)


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw the counted terms of a study, the one in question last; any semester before may be deferred (left out)."""
    kept = [term for term in EARLIER if draw(st.booleans())]
    return [{"term": term, "gpa": draw(points), "semester_gpa": draw(points)} for term in [*kept, TERM]]


def standing(figures: list[dict[str, Any]], **facts: Any) -> Decision:
    """Decide for the 2022/23 cohort."""
    known = {"term": TERM, "cohort": "2022/23", "figures": figures, **facts}
    return decide("assessment.standing", known, as_of=DAY, university="polyu")


def expected(figures: list[dict[str, Any]]) -> tuple[str, list[str]]:
    """Grounds (iv) and (v) and probation, as 6B and 6C have them."""
    low = [figure["gpa"] < LINE for figure in figures]
    grounds = []
    if len(low) > 1 and low[-2] and low[-1] and figures[-1]["semester_gpa"] < LINE:
        grounds.append("iv")
    if len(low) > 2 and all(low[-3:]):
        grounds.append("v")
    return ("deregistration" if grounds else "probation" if low[-1] else "progressing"), grounds


@given(histories())
@settings(max_examples=150, deadline=None)
def test_the_grounds_are_those_of_the_clauses(figures: list[dict[str, Any]]) -> None:
    result = standing(figures).result
    assert (result["standing"], result["grounds"]) == expected(figures)


@given(histories(), st.sets(st.sampled_from(SUMMERS)), points)
@settings(max_examples=150, deadline=None)
def test_optional_summer_terms_neither_count_nor_break_a_run(
    figures: list[dict[str, Any]], summers: set[str], gpa: Decimal
) -> None:
    order = {"S1": 0, "S2": 1, "ST": 2}
    extra = [{"term": term, "gpa": gpa, "semester_gpa": gpa, "counts": False} for term in summers]
    mixed = sorted([*figures, *extra], key=lambda figure: (figure["term"][:7], order[figure["term"][-2:]]))
    assert standing(mixed).result == standing(figures).result


@given(histories(), st.booleans(), st.booleans())
@settings(max_examples=100, deadline=None)
def test_an_extension_answers_the_duration_and_nothing_else(
    figures: list[dict[str, Any]], over: bool, extended: bool
) -> None:
    grounds = standing(figures, normal_duration_over=over, extension_running=extended).result["grounds"]
    without = standing(figures).result["grounds"]
    assert grounds == (["ii"] if over and not extended else []) + without


@given(histories())
@settings(max_examples=60, deadline=None)
def test_a_stored_decision_decided_again_says_the_same(figures: list[dict[str, Any]]) -> None:
    first = standing(figures)
    stored = Decision.from_json(first.to_json())
    again = decide(stored.rule, stored.facts, as_of=stored.as_of or DAY, university=stored.university)
    assert again.to_json() == first.to_json()


attempts = st.lists(
    st.tuples(
        st.integers(1, 12),
        st.sampled_from([*EARLIER, *SUMMERS, TERM]),
        st.sampled_from(["4.0", "3.3", "2.0", "1.7", "1.0", "0.0", None]),
        st.integers(1, 6),
    ),
    max_size=30,
    unique_by=lambda one: (one[0], one[1]),
)


def results_of(drawn: list[tuple[int, str, str | None, int]]) -> list[dict[str, Any]]:
    """Number the attempts of each subject by its terms."""
    order = {"S1": 0, "S2": 1, "ST": 2}
    seen: dict[int, int] = {}
    rows = []
    for subject, term, point, credits in sorted(drawn, key=lambda one: (one[1][:7], order[one[1][-2:]])):
        seen[subject] = seen.get(subject, 0) + 1
        rows.append(
            {
                "subject": f"COMP{1000 + subject}",
                "term": term,
                "attempt": seen[subject],
                "credits": credits,
                "grade": "P" if point is None else "X",
                "points": point,
                "failed": point == "0.0",
            }
        )
    return rows


@given(attempts, st.integers(0, 1000))
@settings(max_examples=120, deadline=None)
def test_averages_don_t_depend_on_the_order_in_which_results_arrive(
    drawn: list[tuple[int, str, str | None, int]], seed: int
) -> None:
    rows = results_of(drawn)
    shuffled = Random(seed).sample(rows, len(rows))
    answers = [
        decide("assessment.gpa", {"term": TERM, "results": some}, as_of=DAY, university="polyu").result
        for some in (rows, shuffled)
    ]
    assert answers[0] == answers[1]
    # and the GPA is that of the last attempts, worked out a second way
    last = {row["subject"]: row for row in rows}
    graded = [row for row in last.values() if row["points"] is not None]
    credits = sum(row["credits"] for row in graded)
    if credits:
        exact = sum(Decimal(row["points"]) * row["credits"] for row in graded) / credits
        assert abs(answers[0]["gpa"] - exact) <= Decimal("0.005")
    else:
        assert answers[0]["gpa"] is None

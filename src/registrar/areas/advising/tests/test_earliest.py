"""How many semesters a row of pre-requisites takes."""

from registrar.areas.advising.chains import longest_chain
from registrar.areas.catalogue.queries.requisites import Requisites


def asks(**needs: list[list[str]]) -> dict[str, Requisites]:
    """Return requisites: subject -> groups of alternatives."""
    return {
        code: Requisites(prerequisites=tuple(tuple((other, "") for other in group) for group in groups))
        for code, groups in needs.items()
    }


def test_subjects_without_prerequisites_take_one_semester() -> None:
    """Whatever their number."""
    assert longest_chain(["A", "B"], {}, []) == 1
    assert longest_chain([], {}, []) == 0


def test_a_row_takes_as_many_semesters_as_it_is_long() -> None:
    """C after B after A; what is held already asks for no semester."""
    needs = asks(B=[["A"]], C=[["B"]])
    assert longest_chain(["C"], needs, []) == 3
    assert longest_chain(["C"], needs, ["A"]) == 2
    assert longest_chain(["C"], needs, ["B"]) == 1


def test_what_is_running_takes_the_semester_that_runs() -> None:
    """B asks for A, which is registered in the first semester counted: B comes after it."""
    assert longest_chain(["B"], asks(B=[["A"]]), ["A"], ["A"]) == 2
    assert longest_chain(["C"], asks(B=[["A"]]), ["A"], ["A"]) == 1


def test_of_alternatives_the_shortest_counts_and_of_groups_the_longest() -> None:
    """C asks for B or D, and for E; E asks for A."""
    needs = asks(B=[["A"]], C=[["B", "D"], ["E"]], E=[["A"]])
    assert longest_chain(["C"], needs, []) == 3
    assert longest_chain(["C"], needs, ["E"]) == 2


def test_a_subject_that_needs_itself_ends() -> None:
    """Broken data takes no for ever."""
    assert longest_chain(["A"], asks(A=[["B"]], B=[["A"]]), []) == 3


def test_a_row_waits_for_the_semester_in_which_a_subject_is_offered() -> None:
    """A, B and C are each offered in the first, third and fifth semester counted only."""
    needs = asks(B=[["A"]], C=[["B"]])
    odd = {"A", "B", "C"}
    assert longest_chain(["C"], needs, [], offered=lambda code, number: code not in odd or number % 2 == 1) == 5
    assert longest_chain(["C"], needs, ["A"], offered=lambda code, number: number % 2 == 0) == 4
    # and one that is offered never holds nothing up for ever
    assert longest_chain(["A"], needs, [], offered=lambda code, number: False) == 1

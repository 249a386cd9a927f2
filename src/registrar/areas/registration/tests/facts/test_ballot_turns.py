"""The turns themselves: class by class, one place a turn, fresh lottery, no matter how the claims come in."""

from collections.abc import Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from registrar.areas.registration.facts.ballot_turns import Claim, Turn, partners_of, turns, with_drawn_class


def claim(ticket: str, subject: str, rank: int, need_class: int = 1) -> Claim:
    return Claim(0, ticket, 0, hash(subject) % 1000, subject, rank, need_class, need_class)


def alphabetical(_class: int, _turn: int, tickets: Sequence[str]) -> tuple[Sequence[str], int]:
    return sorted(tickets), 1


def drawn(claims: Sequence[Claim], places: dict[str, int], order=alphabetical) -> list[Turn]:
    left = dict(places)

    def settle(one: Claim) -> bool:
        left[one.subject] -= 1
        return left[one.subject] >= 0

    return list(turns(claims, order, settle))


def test_what_is_refused_gives_way_to_the_next_wish_in_the_same_turn() -> None:
    # Given two students who want the one place of X first, then Y
    claims = [claim(ticket, subject, rank) for ticket in "ab" for rank, subject in enumerate("XY", 1)]
    # When they are drawn
    seen = drawn(claims, {"X": 1, "Y": 2})
    # Then b loses X and is given Y in the first turn; a comes to Y in the second
    told = [(one.claim.ticket, one.claim.subject, one.turn, one.place, one.sequence, one.outcome) for one in seen]
    assert told == [
        ("a", "X", 1, 1, 1, "granted"),
        ("b", "X", 1, 2, 2, "refused"),
        ("b", "Y", 1, 2, 3, "granted"),
        ("a", "Y", 2, 1, 4, "granted"),
    ]


def test_more_places_a_turn_give_two_at_once() -> None:
    claims = [claim(ticket, subject, rank) for ticket in "ab" for rank, subject in enumerate("XY", 1)]
    seen = drawn(claims, {"X": 2, "Y": 1}, lambda _class, _turn, tickets: (sorted(tickets), 2))
    assert [(one.claim.ticket, one.claim.subject, one.outcome) for one in seen] == [
        ("a", "X", "granted"),
        ("a", "Y", "granted"),
        ("b", "X", "granted"),
        ("b", "Y", "refused"),
    ]


def test_the_earlier_class_comes_first_whatever_the_rank() -> None:
    claims = [claim("a", "X", 1, 4), claim("a", "Y", 2, 1), claim("b", "X", 1, 2)]
    seen = drawn(claims, {"X": 1, "Y": 1})
    assert [(one.claim.ticket, one.claim.subject, one.outcome) for one in seen] == [
        ("a", "Y", "granted"),
        ("b", "X", "granted"),
        ("a", "X", "refused"),
    ]


def test_a_corequisite_ranked_before_holds_a_subject_back_to_its_class() -> None:
    # Given B, which asks for A beside it, and C, which asks for B
    needed = {"B": frozenset({"A"}), "C": frozenset({"B"})}
    claims = [claim("a", "A", 1, 4), claim("a", "B", 2, 1), claim("a", "C", 3, 2), claim("a", "D", 4, 1)]
    # Then B and C wait for A; with B ranked first nothing waits
    assert [one.drawn_class for one in with_drawn_class(claims, needed)] == [4, 4, 4, 1]
    turned = [claims[1]._replace(rank=1), claims[0]._replace(rank=2)]
    assert [one.drawn_class for one in with_drawn_class(turned, needed)] == [1, 4]


def test_subjects_that_ask_for_each_other_wait_for_the_later_class() -> None:
    # Given A and B that ask for each other, and C that asks for A
    needed = {"A": frozenset({"B"}), "B": frozenset({"A"}), "C": frozenset({"A"})}
    claims = [claim("a", "A", 1, 1), claim("a", "C", 2, 2), claim("a", "B", 3, 4)]
    # Then all wait for B; without B in the list nothing waits for it
    assert [one.drawn_class for one in with_drawn_class(claims, needed)] == [4, 4, 4]
    assert [one.drawn_class for one in with_drawn_class(claims[:2], needed)] == [1, 2]


def test_partners_are_found_through_a_third() -> None:
    needed = {
        "A": frozenset({"B"}),
        "B": frozenset({"A", "C"}),
        "C": frozenset({"B"}),
        "D": frozenset({"A"}),
        "E": frozenset(),
    }
    assert partners_of(needed) == {"A": frozenset("BC"), "B": frozenset("AC"), "C": frozenset("AB")}


def test_partners_come_up_in_the_turn_of_the_first_and_count_as_one_place() -> None:
    # Given a student who wants X, then Y in two groups, then its partner Z, and another who wants Z
    claims = [claim("a", "Y", 1), claim("a", "X", 2), claim("a", "Z", 3), claim("a", "Z", 4), claim("b", "Z", 1)]
    partners = {"Y": frozenset({"Z"}), "Z": frozenset({"Y"})}
    # When they are drawn
    left = {"X": 1, "Y": 1, "Z": 1}

    def settle(one: Claim) -> bool:
        left[one.subject] -= 1
        return left[one.subject] >= 0

    told = [
        (one.claim.ticket, one.claim.subject, one.claim.rank, one.turn, one.sequence, one.outcome)
        for one in turns(claims, alphabetical, settle, partners)
    ]
    # Then Z comes right after Y in the first turn, the second group of it is skipped, and X waits for the next turn
    assert told == [
        ("a", "Y", 1, 1, 1, "granted"),
        ("a", "Z", 3, 1, 2, "granted"),
        ("a", "Z", 4, 1, 3, "skipped"),
        ("b", "Z", 1, 1, 4, "refused"),
        ("a", "X", 2, 2, 5, "granted"),
    ]


CLAIMS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("UVWXYZ"), st.integers(1, 3)),
    max_size=30,
    unique_by=lambda one: one[:2],
)


@given(CLAIMS, st.integers(0, 3), st.integers())
def test_every_claim_comes_up_once_and_the_order_of_rows_is_no_matter(made, quota: int, number: int) -> None:
    ranks: dict[str, int] = {}
    claims = []
    for ticket, subject, need_class in made:
        ranks[ticket] = ranks.get(ticket, 0) + 1
        claims.append(claim(ticket, subject, ranks[ticket], need_class))
    places = dict.fromkeys("UVWXYZ", quota)
    seen = drawn(claims, places)
    shuffled = claims.copy()
    Random(number).shuffle(shuffled)
    assert drawn(shuffled, places) == seen
    assert sorted(one.claim for one in seen) == sorted(claims)
    assert [one.sequence for one in seen] == list(range(1, len(claims) + 1))
    # Nobody has more than one place in a turn.
    given_ = [(one.claim.drawn_class, one.turn, one.claim.ticket) for one in seen if one.outcome == "granted"]
    assert len(given_) == len(set(given_))

"""How a ballot goes through its wishes: class by class, turn by turn. Pure: the draw, its replay and the study use it.

For class 1, then 2 and so on: in turns; in each turn the students who still have wishes of the class come in the order
of that turn's lottery, and each is given at most the places of a turn, trying the own wishes from the highest-ranked
down. What is refused stays refused, and the next wish is tried in the same turn. Subjects that ask for each other come
up together and count as one place.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

Outcome = Literal["granted", "refused", "skipped"]
Order = Callable[[int, int, Sequence[str]], tuple[Sequence[str], int]]


class Claim(NamedTuple):
    """One wish as the ballot sees it; `drawn_class` is the class in whose turns it comes up."""

    wish: int
    ticket: str
    study: int
    group: int
    subject: str
    rank: int
    need_class: int
    drawn_class: int


class Turn(NamedTuple):
    """When a wish came up: its turn in its class, the place in that turn's lottery, its number in the draw."""

    claim: Claim
    turn: int
    place: int
    sequence: int
    outcome: Outcome


def turns(
    claims: Iterable[Claim],
    order: Order,
    settle: Callable[[Claim], bool],
    partners: Mapping[str, frozenset[str]] | None = None,
) -> Iterator[Turn]:
    """Yield every wish once, in the order in which it comes up.

    `order(class, turn, tickets)` answers with the tickets in the order of the lottery and the places of a turn;
    `settle(claim)` says whether the place is given. A subject that the student was given already is skipped. Where a
    subject is given, the student's wishes for its `partners` come up at once, whatever the places of a turn. The order
    in which the claims are handed in makes no difference.
    """
    bound = partners or {}
    classes: dict[int, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        classes[claim.drawn_class][claim.ticket].append(claim)
    had: set[tuple[str, str]] = set()
    sequence = 0
    for need_class in sorted(classes):
        # The next wish stands at the end, where it is taken off.
        open_wishes = {
            ticket: sorted(wishes, key=lambda claim: -claim.rank) for ticket, wishes in classes[need_class].items()
        }
        turn = 0
        while open_wishes:
            turn += 1
            tickets, places = order(need_class, turn, sorted(open_wishes))
            for place, ticket in enumerate(tickets, 1):
                given, left = 0, open_wishes[ticket]
                together: list[Claim] = []
                while together or (left and given < places):
                    first = not together
                    claim = left.pop() if first else together.pop(0)
                    sequence += 1
                    outcome: Outcome = "skipped"
                    if (ticket, claim.subject) not in had:
                        outcome = "granted" if settle(claim) else "refused"
                    if outcome == "granted":
                        had.add((ticket, claim.subject))
                        given += first
                        together += [one for one in reversed(left) if one.subject in bound.get(claim.subject, ())]
                        left[:] = [one for one in left if one not in together]
                    yield Turn(claim, turn, place, sequence, outcome)
                if not left:
                    del open_wishes[ticket]


def with_drawn_class(claims: Iterable[Claim], corequisites: Mapping[str, frozenset[str]]) -> list[Claim]:
    """Return one student's claims with the class in which each comes up, by rank.

    A subject with a co-requisite that is ranked before it comes up no earlier than that one, and subjects that ask for
    each other in the last of their classes; else the need class is it.
    """
    found = sorted(claims, key=lambda claim: claim.rank)
    partners = partners_of(corequisites)
    while True:
        reached: dict[str, int] = {}
        raised = []
        for claim in found:
            needed = corequisites.get(claim.subject, frozenset())
            together = partners.get(claim.subject, frozenset())
            others = (one.drawn_class for one in found if one.subject in together)
            earlier = (reached[one] for one in needed if one in reached)
            drawn = max([claim.need_class, claim.drawn_class, *earlier, *others])
            reached.setdefault(claim.subject, drawn)
            raised.append(claim._replace(drawn_class=drawn))
        if raised == found:
            return found
        found = raised


def partners_of(corequisites: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return subject -> the subjects that it can only be taken together with: each asks for the other, or for a third
    that does.
    """
    direct = {
        subject: {one for one in needed if subject in corequisites.get(one, ())}
        for subject, needed in corequisites.items()
    }
    found = {}
    for subject in sorted(direct):
        seen, further = {subject}, set(direct[subject])
        while further:
            seen |= further
            further = {two for one in further for two in direct.get(one, ())} - seen
        if len(seen) > 1:
            found[subject] = frozenset(seen - {subject})
    return found

"""How many semesters subjects take that have to be passed one after the other."""

from collections.abc import Callable, Collection, Mapping

from registrar.areas.catalogue.queries.requisites import Requisites

# Looking further than this for the semester in which a subject is offered is looking for nothing.
FURTHEST = 16


def _always(_code: str, _number: int) -> bool:
    return True


def longest_chain(
    missing: Collection[str],
    asks: Mapping[str, Requisites],
    held: Collection[str],
    running: Collection[str] = (),
    offered: Callable[[str, int], bool] = _always,
) -> int:
    """Return the semesters that the longest row of pre-requisites among missing subjects takes, 0 without any.

    Of alternatives the shortest counts; `held` are subjects passed or registered, which ask for nothing more; those of
    them that are `running` in the first semester counted take that one. `offered` tells whether a subject can be taken
    in the so-manieth semester, the first being 1: a row waits for the semester in which its next subject is offered.
    """
    known = dict.fromkeys(running, 1)

    def length(code: str) -> int:
        if code in held and code not in known:
            return 0
        if code not in known:
            known[code] = 1  # a subject that needs itself counts once
            groups = asks[code].prerequisites if code in asks else ()
            first = 1 + max((min(length(other) for other, _ in group) for group in groups if group), default=0)
            fitting = (number for number in range(first, first + FURTHEST) if offered(code, number))
            known[code] = next(fitting, first)
        return known[code]

    return max((length(code) for code in missing), default=0)

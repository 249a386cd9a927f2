"""Which place of a group a student would get: one offered to them, one reserved for them, or an open one."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from registrar.areas.studies.queries.enrolments import Enrolment


@dataclass(slots=True)
class Reserve:
    """Reserved places of a group that are neither taken, nor offered to anybody, nor waited for by whom they fit."""

    pk: int
    programme: str | None
    cohort: str
    left: int

    def fits(self, enrolment: Enrolment) -> bool:
        """Return whether they are reserved for this student; an empty field fits everybody."""
        return self.programme in (None, enrolment.programme) and self.cohort in ("", enrolment.cohort)


class Offer(NamedTuple):
    """A place that the waiting list offered to a student: the entry, the reserve if it came out of one, its end."""

    entry: int
    reserve: int | None
    until: datetime


class Seat(NamedTuple):
    """Where a place comes from; an open one has neither."""

    reserve: int | None = None
    entry: int | None = None


OPEN = Seat()


def seat_for(enrolment: Enrolment, offer: Offer | None, reserves: tuple[Reserve, ...]) -> Seat:
    """Return the place that a student would get; reserved places go before open ones, the narrowest first."""
    if offer is not None:
        return Seat(offer.reserve, offer.entry)
    fitting = [one for one in reserves if one.left > 0 and one.fits(enrolment)]
    if not fitting:
        return OPEN
    return Seat(min(fitting, key=lambda one: (one.programme is None, not one.cohort, one.pk)).pk)

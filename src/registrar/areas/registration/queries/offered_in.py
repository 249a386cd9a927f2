"""In which terms subjects are offered."""

from dataclasses import dataclass
from functools import cached_property

from registrar.areas.registration.models import Offering


@dataclass(frozen=True)
class Offers:
    """Term key -> the subjects offered in it, and those whose offering there was cancelled."""

    open: dict[str, set[str]]
    cancelled: dict[str, set[str]]

    @cached_property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """Subject -> the parts of the year in which it has been offered."""
        found: dict[str, set[str]] = {}
        for term, subjects in self.open.items():
            for code in subjects:
                found.setdefault(code, set()).add(term[-2:])
        return {code: tuple(sorted(parts)) for code, parts in found.items()}

    def known(self, code: str, term: str, *, published: bool) -> bool | None:
        """Tell whether a subject is offered in a term; None where that isn't settled.

        Before a term's timetable is out a subject without an offering may still get one; a cancelled one is settled.
        """
        if code in self.open.get(term, ()):
            return True
        if code in self.cancelled.get(term, ()) or (published and term in self.open):
            return False
        return None


def offered_in() -> Offers:
    """Return the offerings of every term; one query."""
    found: tuple[dict[str, set[str]], dict[str, set[str]]] = ({}, {})
    rows = Offering.objects.order_by().values_list("term_id", "subject_id", "state")
    for term, subject, state in rows:
        found[state != Offering.State.OPEN].setdefault(term, set()).add(subject)
    return Offers(*found)

"""Figures of the institution outside a decision: particulars, codes and addresses, by the day."""

from datetime import date
from typing import Any

from django.conf import settings

from registrar.rulebook import load_rulebook
from registrar.rulebook.dated_parameter import Gap


def figure(name: str, day: date) -> Any:
    """Return what a parameter that goes by days says on a day; None where no edition covers it."""
    found = load_rulebook().university(settings.UNIVERSITY).parameters[name].at(day.toordinal())
    return None if found is None or isinstance(found, Gap) else found.value

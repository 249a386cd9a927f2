"""The term that a page was asked for."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest

from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.platform import clock
from registrar.areas.registration.queries.my_registrations import planning_term


def asked_term(request: HttpRequest) -> Any:
    """Return the term of `?term=`, else the one that subjects are being chosen for, or None.

    Raises Http404 for a term that doesn't exist: an empty page would look like an answer.
    """
    asked = request.GET.get("term", "")
    if not asked:
        return planning_term(clock.now())
    try:
        return term_by_key(asked)
    except (ObjectDoesNotExist, ValueError) as unknown:
        raise Http404 from unknown


class AskedTerm:
    """Gives a page of staff the key of its term; empty where no term is being planned."""

    request: HttpRequest

    @cached_property
    def term(self) -> str:
        """The term asked for, else the one that subjects are being chosen for."""
        found = asked_term(self.request)
        return found.pk if found else ""

"""What the pages about one subject group share."""

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.registration.models import SubjectGroup
from registrar.areas.registration.queries.offerings_of import group_for_page
from registrar.areas.registration.web.registration_parts import title_of
from registrar.ui.words import term as term_words


class OfGroup:
    """Gives a view the group named in the address; its offering decides who may, unless a page says otherwise."""

    kwargs: dict[str, Any]

    @cached_property
    def group(self) -> SubjectGroup:
        """The group; a page not found without one."""
        found = group_for_page(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_policy_object(self) -> Any:
        """The offering decides."""
        return self.group.offering

    def get_caption(self) -> str:
        """Which group of which subject, in which term."""
        offering = self.group.offering
        return (
            f"{offering.subject_id} {title_of(offering.subject)} · {self.group.code} · {term_words(offering.term_id)}"
        )

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """The way here: the offerings, and this one."""
        offering = self.group.offering
        return [
            (_("Offerings"), reverse("registration:offerings")),
            (offering.subject_id, reverse("registration:offering", args=[offering.pk])),
        ]

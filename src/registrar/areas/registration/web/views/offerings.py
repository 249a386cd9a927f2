"""What the department offers, and how much it is wanted."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.catalogue.queries.term import all_terms
from registrar.areas.registration.models import Offering
from registrar.areas.registration.queries.offerings_of import offerings_of, room_conflicts
from registrar.areas.registration.web.asked_term import AskedTerm
from registrar.areas.registration.web.registration_parts import meeting_text, title_of
from registrar.areas.studies.policies import departments_of
from registrar.kernel.typed import typed_subject
from registrar.ui.parts import Column, Filter, Tag
from registrar.ui.views import ListPage
from registrar.ui.words import term as term_words

NEARLY = 90
WHOLE = 100
TERMS = 6
CONFLICTS = 20


class Offerings(AskedTerm, ListPage):
    """Offerings of the user's departments in a term, with places and how full they are."""

    policy = "registration.list_offerings"
    template_name = "registration/offerings.html"
    title = gettext_lazy("Offerings")
    search_label = gettext_lazy("Subject code or title")
    export_name = "offerings"
    default_sort = "subject_id"
    empty_title = gettext_lazy("No offerings in this term")
    columns = (
        Column("subject", gettext_lazy("Subject"), sort="subject_id"),
        Column("title", gettext_lazy("Title")),
        Column("groups", gettext_lazy("Groups"), numeric=True, sort="group_count"),
        Column("taken", gettext_lazy("Places taken"), numeric=True, sort="taken"),
        Column("places", gettext_lazy("Places"), numeric=True, sort="places"),
        Column("full", gettext_lazy("Full"), numeric=True),
        Column("state", gettext_lazy("State")),
    )

    @cached_property
    def departments(self) -> set[str] | None:
        """Whose offerings; None for all."""
        return departments_of(self.request.user)

    def get_caption(self) -> str:
        """Which term."""
        return term_words(self.term)

    def get_filters(self) -> tuple[Filter, ...]:
        """Term and state."""
        terms = tuple((one.pk, term_words(one.pk)) for one in all_terms()[:TERMS])
        return (Filter("term", _("Term"), terms, self.term), Filter("state", _("State"), Offering.State.choices))

    def rows(self) -> Any:
        """The offerings of the term."""
        return offerings_of(self.term, self.departments)

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """The term is already in the rows."""
        return rows if name == "term" else super().filter(rows, name, value)

    def search(self, rows: Any, text: str) -> Any:
        """By code or title."""
        text = typed_subject(text)
        titles = Q(subject__title_en__icontains=text) | Q(subject__title_zh__contains=text)
        return rows.filter(Q(subject__code__istartswith=text) | titles)

    def cells(self, item: Any) -> Mapping[str, Any]:
        """One offering."""
        share = round(WHOLE * (item.taken or 0) / item.places) if item.places else 0
        cancelled = item.state == Offering.State.CANCELLED
        return {
            "subject": item.subject_id,
            "title": title_of(item.subject),
            "groups": item.group_count,
            "taken": item.taken or 0,
            "places": item.places or 0,
            "full": "–" if cancelled else Tag(f"{share}%", _colour(share)),
            "state": Tag(item.get_state_display(), "grey" if cancelled else "green"),
        }

    def link(self, item: Any) -> str:
        """The offering's page."""
        return reverse("registration:offering", args=[item.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Conflicts of rooms and teachers above the list."""
        pairs = room_conflicts(self.term, self.departments)
        shown = [
            {
                "one": f"{one.group.offering.subject_id} {one.group.code}",
                "two": f"{two.group.offering.subject_id} {two.group.code}",
                "when": meeting_text(one),
                "what": _("Room") if one.room_id and one.room_id == two.room_id else _("Teacher"),
            }
            for one, two in pairs[:CONFLICTS]
        ]
        return super().get_context_data(conflicts=shown, conflict_count=len(pairs), **kwargs)


def _colour(share: int) -> str:
    return "red" if share >= WHOLE else "orange" if share >= NEARLY else "green"

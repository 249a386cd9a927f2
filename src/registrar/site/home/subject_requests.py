"""Subjects that were removed or cancelled, and requests that wait for a department."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrar.areas.registration.queries.replacements import cancelled_unreplaced
from registrar.areas.registration.queries.subject_requests import open_subject_requests
from registrar.areas.registration.queries.unqualified import Standing, unqualified_of, unsaid_unqualified
from registrar.site.home.citing import clause_of
from registrar.site.home.records import Todo, address

ALLOWED = (Standing.WAIVED, Standing.GRANTED)


def removed_todos(study: int, now: datetime) -> Iterator[Todo]:
    """Yield what a student can do about each removed subject while add/drop lasts; one query."""
    for row in unqualified_of(study):
        term, subject = row.offering.term, row.offering.subject_id
        if row.again or now > term.add_drop_to:
            continue
        if row.standing in ALLOWED:
            title = _("You may take {subject}: register it yourself").format(subject=subject)
            why = _("Your department allowed it, but you could not be put back into your group.")
        elif row.standing == Standing.ASKED:
            title = _("{subject} was removed: your request is with your department").format(subject=subject)
            why = _("You can also take another subject instead.")
        else:
            title = _("{subject} was removed: ask for special approval, or take another").format(subject=subject)
            why = _("You did not pass its pre-requisite.")
        yield Todo(
            title,
            address("registration:unqualified"),
            why,
            clause_of("registration.unqualified_subjects", "remedy", term.pk),
            term.add_drop_to,
            _("See what you can do"),
            waits=row.standing == Standing.ASKED,
        )


def cancelled_todos(study: int, now: datetime) -> Iterator[Todo]:
    """Yield each subject that was cancelled and nothing taken instead while add/drop lasts; one query."""
    for row in cancelled_unreplaced(study, now):
        term, subject = row.offering.term, row.offering.subject_id
        yield Todo(
            _("{subject} is cancelled: take another subject").format(subject=subject),
            address("registration:instead", row.offering_id),
            _("Its credits no longer count for this term."),
            clause_of("registration.cancelled_subject", "cancelled", term.pk),
            term.add_drop_to,
            _("See what is offered instead"),
        )


def subject_todos(departments: set[str] | None, now: datetime) -> Iterator[Todo]:
    """Yield the requests that wait for an office, and the removed subjects that it has said nothing about.

    Two queries. The first deadline of the requests is the day by which the first of them can be granted.
    """
    waiting = list(
        open_subject_requests(departments).values_list(
            "registration__offering__term__add_drop_to", "registration__offering__term_id"
        )
    )
    if waiting:
        ends, term = min(waiting)
        title = ngettext(
            "{count} request about a subject waits", "{count} requests about subjects wait", len(waiting)
        ).format(count=len(waiting))
        yield Todo(
            title,
            address("registration:subject-requests", query="?state=open"),
            _("Special approval, or dropping what you assigned, can be granted until add/drop ends."),
            clause_of("registration.request_deadline", "special_approval", term),
            ends,
            _("Read the requests"),
        )
    unsaid = unsaid_unqualified(departments, now)
    if unsaid:
        title = ngettext(
            "Say whether the pre-requisite of {count} removed subject is waived",
            "Say whether the pre-requisites of {count} removed subjects are waived",
            unsaid,
        ).format(count=unsaid)
        yield Todo(
            title,
            address("registration:unqualified-list"),
            _("The students can come back only before add/drop ends."),
            action=_("See the list"),
        )

"""Payments that wait for the Finance Office, on its home page."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrar.areas.finance.queries.questions import waiting_counts
from registrar.areas.finance.queries.under_way import orders_given_up
from registrar.site.home.records import Todo, address


def payment_todos(user: Any, now: datetime) -> Iterator[Todo]:
    """Money to release, to match or to send back, and payments of which the bank never told; two queries."""
    counts = waiting_counts(user.pk)
    if count := counts["release"]:
        title = ngettext(
            "Release {count} payment that goes back", "Release {count} payments that go back", count
        ).format(count=count)
        why = _("Somebody else proposed it; look it over.")
        yield Todo(title, address("finance:unmatched", query="?state=asked"), why)
    if count := counts["match"]:
        title = ngettext("Match {count} payment to a debit note", "Match {count} payments to a debit note", count)
        why = _("They came in without a number that we know.")
        yield Todo(title.format(count=count), address("finance:unmatched"), why)
    if count := counts["back"]:
        title = ngettext("Send back {count} rejected payment", "Send back {count} rejected payments", count)
        why = _("They settle nothing, and whoever paid waits for the money.")
        yield Todo(title.format(count=count), address("finance:unmatched", query="?reason=rejected"), why)
    if count := orders_given_up(now).count():
        title = ngettext(
            "Ask the bank about {count} payment that it never confirmed",
            "Ask the bank about {count} payments that it never confirmed",
            count,
        ).format(count=count)
        yield Todo(title, address("finance:questions"), _("Their students wait to hear whether they have paid."))

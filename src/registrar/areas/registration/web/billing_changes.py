"""How the differences between two previews of a billing run are shown."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.finance.queries.billing_lines import REFUND, lines_of_run
from registrar.areas.finance.queries.preview_changes import KindOfChange, preview_at
from registrar.areas.finance.wording import line_title
from registrar.kernel import Money
from registrar.ui.joining import phrase
from registrar.ui.words import moment, money, number

TITLES = {
    "new": gettext_lazy("New in the run"),
    "gone": gettext_lazy("No longer in the run"),
    "dearer": gettext_lazy("Pays more"),
    "cheaper": gettext_lazy("Pays less"),
    "undetermined": gettext_lazy("No rule can price any more"),
    "priced": gettext_lazy("Can be priced now"),
    "charged": gettext_lazy("Charged meanwhile by a run"),
    "otherwise": gettext_lazy("Same sum, other lines"),
}


def shown_changes(found: Sequence[KindOfChange], preview: int) -> list[dict[str, Any]]:
    """Return the kinds of change in words, each with the address of its students."""
    url = reverse("registration:billing-changes", args=[preview])
    return [
        {
            "title": TITLES[one.kind],
            "url": f"{url}?kind={one.kind}",
            "students": one.students,
            "difference": Money(one.difference),
        }
        for one in found
    ]


def shown_run(run: Any, term: str) -> dict[str, Any]:
    """Return a run with what it did, and how that compares with the preview made last before it; one query."""
    amount, notes = Money.parse(run.result.get("amount", "0")), int(run.result.get("notes", 0))
    before = preview_at(term, run.started_at or run.queued_at)
    return {
        "run": run,
        "when": moment(run.finished_at),
        "notes": notes,
        "amount": amount,
        "against": _against(before.summary, before.made_at, amount, notes) if before else "",
        "url": reverse("registration:run-changes", args=[run.pk]) if before else "",
    }


def lines_charged(run: Any) -> dict[int, dict[str, Decimal]]:
    """Return the lines that a run, which has ended, charged and gave back; two queries."""
    return lines_of_run(run.arguments["term"], since=run.started_at, until=run.finished_at, actor=run.actor)


def named_line(name: str) -> str:
    """Return what a line is for: its charge, with the subject where it is charged by subject."""
    if name in ("", REFUND):
        return _("All charges") if not name else _("Refund")
    kind, _space, subject = name.partition(" ")
    return phrase(line_title(kind), subject)


def _against(foreseen: Any, made_at: Any, amount: Money, notes: int) -> str:
    """Return in a sentence whether the run did what its preview said."""
    more, dearer = notes - int(foreseen["notes"]), amount - Money.parse(foreseen["amount"])
    when = {"when": moment(made_at)}
    if not more and not dearer:
        return _("as the preview of %(when)s said") % when
    if more > 0:
        said = ngettext("%(count)s debit note more", "%(count)s debit notes more", more)
    elif more < 0:
        said = ngettext("%(count)s debit note fewer", "%(count)s debit notes fewer", -more)
    else:
        said = _("as many debit notes")
    count = {"count": number(abs(more))} if more else {}
    return _("%(notes)s and %(amount)s against the preview of %(when)s") % {
        "notes": said % count,
        "amount": money(dearer),
        **when,
    }

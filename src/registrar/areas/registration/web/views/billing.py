"""The billing run: preview, run as a job, what changed since the last preview."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.catalogue.queries.term import terms_between
from registrar.areas.finance.queries.preview_changes import (
    by_kind,
    changes,
    preview_before,
    preview_by_key,
    previews_of,
)
from registrar.areas.platform import clock
from registrar.areas.platform.queries.job_runs import done_runs, running
from registrar.areas.registration.actions.queue_billing import BILL, PREVIEW, queue_billing
from registrar.areas.registration.web.billing_changes import shown_changes, shown_run
from registrar.kernel import Money
from registrar.ui.forms import RegistrarForm
from registrar.ui.parts import Tab, Tile
from registrar.ui.policy import permits
from registrar.ui.views import FormPage
from registrar.ui.words import moment, money, number, term

WORDS = {
    "ugc": gettext_lazy("UGC-funded"),
    "self_financed": gettext_lazy("Self-financed"),
    "bachelor": gettext_lazy("Bachelor's degree"),
    "higher_diploma": gettext_lazy("Higher Diploma"),
    "taught_postgraduate": gettext_lazy("Taught postgraduate"),
    "postgraduate_diploma": gettext_lazy("Postgraduate diploma"),
    "professional_doctorate": gettext_lazy("Professional doctorate"),
    "local": gettext_lazy("Local"),
    "nonlocal": gettext_lazy("Non-local"),
}


class BillingForm(RegistrarForm):
    """Preview or run; the buttons say which."""

    what = forms.ChoiceField(choices=[("preview", "preview"), ("run", "run")], widget=forms.HiddenInput)


class Billing(FormPage):
    """Shows what a run would charge, by group and against the preview before, and queues preview and run."""

    policy = "registration.view_billing"
    template_name = "registration/billing.html"
    form_class = BillingForm
    title = gettext_lazy("Billing run")
    lead = gettext_lazy(
        "Raises the debit notes of a term from its registrations. Run twice, the second run changes nothing."
    )

    @cached_property
    def terms(self) -> list[str]:
        """The terms that can be billed, the newest first."""
        return [row.pk for row in reversed(terms_between(clock.now()))]

    @cached_property
    def chosen(self) -> str:
        """The term of the page: the one asked for, else the newest."""
        asked = self.request.GET.get("term", "")
        return asked if asked in self.terms else next(iter(self.terms), "")

    def act(self, form: Any) -> str:
        """Queue it and show its progress. Only the Finance Office may."""
        if not permits("registration.bill", self.request.user):
            raise PermissionDenied
        wanted = form.cleaned_data["what"] == "preview"
        run = queue_billing(self.chosen, preview=wanted, actor=self.request.user, now=clock.now())
        return reverse("platform:job", args=[run.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The last preview, the one before, and the last runs."""
        previews = list(done_runs(PREVIEW, term=self.chosen)[:2])
        latest = previews[0] if previews else None
        before = previews[1] if len(previews) > 1 else None
        return super().get_context_data(
            term=self.chosen,
            tabs=[Tab(term(key), f"?term={key}", current=key == self.chosen) for key in self.terms],
            may_run=permits("registration.bill", self.request.user),
            running=running(BILL, term=self.chosen) or running(PREVIEW, term=self.chosen),
            latest=latest,
            before=before,
            tiles=_tiles(latest.result) if latest else [],
            groups=_groups(latest.result, before.result if before else None) if latest else [],
            **self._changes(),
            runs=[shown_run(run, self.chosen) for run in done_runs(BILL, term=self.chosen)[:5]],
            **kwargs,
        )

    def _changes(self) -> dict[str, Any]:
        """What changed between the last two previews, by kind; nothing where there are not two."""
        kept = previews_of(self.chosen)
        preview = preview_by_key(kept[0].pk) if len(kept) > 1 else None
        earlier = preview_before(preview) if preview else None
        if preview is None or earlier is None:
            return {"compared": False}
        found = shown_changes(by_kind(changes(preview, earlier)), preview.pk)
        return {
            "compared": True,
            "changes": found,
            "compared_with": moment(earlier.made_at),
            "changes_url": reverse("registration:billing-changes", args=[preview.pk]),
        }


def _tiles(result: Mapping[str, Any]) -> list[Tile]:
    """What the run would do."""
    open_questions = int(result["undetermined"])
    return [
        Tile(_("To be charged"), _whole(result["amount"]), _notes(result["notes"])),
        Tile(_("Already billed"), number(result["already_billed"])),
        Tile(_("Nothing due"), number(result["nothing_due"])),
        Tile(
            _("No rule can price"),
            number(open_questions),
            _("goes to the Finance Office, never guessed") if open_questions else "",
            reverse("finance:questions"),
            "warn" if open_questions else "",
        ),
        Tile(_("To be refunded"), _whole(result["refund_amount"]), _students(result["to_refund"])),
    ]


def _groups(result: Mapping[str, Any], before: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Notes and amount by group, with the difference from the preview before."""
    earlier = {tuple(item["key"]): item for item in (before or {}).get("groups", [])}
    rows = []
    listed = {tuple(item["key"]) for item in result["groups"]}
    # A group that nobody is in any more has changed most.
    gone = [{"key": list(key), "notes": 0, "amount": "0.00"} for key in earlier.keys() - listed]
    for item in sorted([*result["groups"], *gone], key=lambda one: one["key"]):
        known = earlier.get(tuple(item["key"]))
        amount = Decimal(item["amount"])
        rows.append(
            {
                "words": [WORDS.get(word, word) for word in item["key"]],
                "notes": item["notes"],
                "amount": Money(amount),
                "change": Money(amount - Decimal(known["amount"] if known else 0)) if before else None,
            }
        )
    return rows


def _whole(amount: str) -> str:
    """An amount for a tile: without cents where there are none, never rounded."""
    return money(Decimal(amount)).removesuffix(".00")


def _notes(count: Any) -> str:
    return _("%(count)s debit notes") % {"count": number(int(count))}


def _students(count: Any) -> str:
    return _("%(count)s students") % {"count": number(int(count))}

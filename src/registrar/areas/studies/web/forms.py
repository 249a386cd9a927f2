"""Forms of the area."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrar.areas.catalogue.queries.term import all_terms
from registrar.areas.studies.approval_kinds import KINDS
from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.joining import bracketed
from registrar.ui.words import term

LONGEST_REASON = 400
MOST_CREDITS = 60


class ApprovalForm(RegistrarForm):
    """What is approved, for which term and subject, on which form of which day, and why."""

    kind = forms.ChoiceField(label=_("What is approved"))
    term = forms.ChoiceField(label=_("Term"), required=False, help_text=_("Approvals count for one term."))
    subject = forms.CharField(
        label=_("Subject code"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"width": 10}),
        help_text=_("For a second retake, a waiver, or dropping an assigned subject."),
    )
    number = forms.IntegerField(
        label=_("Credits allowed"),
        required=False,
        min_value=1,
        max_value=MOST_CREDITS,
        widget=forms.NumberInput(attrs={"width": 3}),
        help_text=_("For a higher ceiling, or a load on academic probation."),
    )
    filed_on = DayField(label=_("Day on which the form came in"))
    ends_on = DayField(
        label=_("Last day on which it counts"), required=False, help_text=_("Empty: as long as the term.")
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The student sees it."),
    )  # fmt: skip

    def __init__(self, *args: Any, heads: bool = False, **kwargs: Any) -> None:
        """Offer what only a Head may grant to Heads alone."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.key, bracketed(kind.label, kind.form)) for kind in KINDS.values() if heads or not kind.heads_only
        ]
        terms = [("", "–"), *((one.pk, term(one.pk)) for one in all_terms())]
        self.fields["term"].choices = terms  # type: ignore[attr-defined]

    def clean_subject(self) -> str:
        """Write the code as the catalogue does."""
        return str(self.cleaned_data["subject"]).strip().upper()

    def clean(self) -> dict[str, Any]:
        """Ask for what the kind needs."""
        cleaned = super().clean() or self.cleaned_data
        kind = KINDS.get(cleaned.get("kind", ""))
        if kind is not None:
            if kind.term and not cleaned.get("term"):
                self.add_error("term", _("Choose the term."))
            if kind.subject and not cleaned.get("subject"):
                self.add_error("subject", _("Enter the subject code."))
            if kind.number and not cleaned.get("number"):
                self.add_error("number", _("Enter the number of credits."))
        return cleaned

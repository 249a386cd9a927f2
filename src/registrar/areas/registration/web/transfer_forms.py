"""What is entered of an approved credit transfer or exemption."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrar.areas.registration.facts.transfer import EXCHANGE, EXEMPTION, WishedSubject
from registrar.ui.forms import DayField, RegistrarForm

LINE = re.compile(
    r"^(?P<subject>[A-Za-z]{2,6}\d{3,5}[A-Za-z]?)(?:\s+(?P<grade>[A-DFPT][+-]?))?(?:\s*:\s*(?P<source>.{1,80}))?$"
)
YEAR = re.compile(r"^\d{4}/\d{2}$")


class TransferForm(RegistrarForm):
    """One approved application; each line of `subjects` is a subject here, its grade if one comes along, its source."""

    kind = forms.ChoiceField(
        label=_("What was approved"),
        choices=[("credit_transfer", _("Credit transfer")), ("exemption", _("Exemption"))],
        widget=forms.RadioSelect,
        initial="credit_transfer",
    )
    subjects = forms.CharField(
        label=_("Subjects here"),
        help_text=_(
            "One a line: code, grade if one comes along, after a colon what it was called. COMP1011 B+: Programming 1"
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    source = forms.ChoiceField(
        label=_("Where the credits were earned"),
        choices=[
            ("external", _("Another institution")),
            ("internal", _("This university")),
            ("exchange", _("Approved exchange of this programme")),
        ],
        widget=forms.RadioSelect,
        initial="external",
    )
    institution = forms.CharField(label=_("Institution or programme"), max_length=120)
    award = forms.CharField(label=_("Award that they were earned for"), max_length=120, required=False)
    completed_in = forms.CharField(
        label=_("Academic year of completion"),
        help_text=_("Such as 2022/23"),
        max_length=7,
        required=False,
        widget=forms.TextInput(attrs={"width": 5}),
    )
    passed = forms.BooleanField(label=_("The last attempt was passed"), required=False, initial=True)
    declared = forms.BooleanField(
        label=_("The student declared that the grade is that of the last attempt"), required=False
    )
    used_before = forms.BooleanField(label=_("Another award counted these credits already"), required=False)
    exception = forms.CharField(
        label=_("Exception of the department"),
        help_text=_("Why the credits may count once more, or exceed the share on entry; empty without one."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    offered_limit = forms.IntegerField(
        label=_("Most credits that the Notice of Offer allows"),
        help_text=_("Empty where it names none."),
        min_value=0,
        max_value=400,
        required=False,
        widget=forms.NumberInput(attrs={"width": 4}),
    )
    filed_on = DayField(label=_("Day on which the application came in"))
    late_reason = forms.ChoiceField(
        label=_("Why it came after the first add/drop"),
        choices=[
            ("", _("It came in time, or without a reason")),
            ("exchange", _("Exchange")),
            ("other", _("Another extenuating reason")),
        ],
        required=False,
    )
    approved_on = DayField(label=_("Day of approval"))

    def clean_subjects(self) -> tuple[WishedSubject, ...]:
        """Read the lines; the error names the first that can't be read."""
        found = []
        for line in filter(None, (one.strip() for one in self.cleaned_data["subjects"].splitlines())):
            read = LINE.match(line)
            if read is None:
                raise forms.ValidationError(_("This line can't be read: {line}").format(line=line))
            found.append(WishedSubject(read["subject"].upper(), read["grade"] or "", read["source"] or ""))
        if len({one.subject for one in found}) != len(found):
            raise forms.ValidationError(_("A subject stands there twice."))
        return tuple(found)

    def clean(self) -> dict[str, Any]:
        """Ask for what transfers need, and for days in their order."""
        data = super().clean() or {}
        year = data.get("completed_in", "")
        if data.get("kind") != EXEMPTION and not year:
            self.add_error("completed_in", _("Credits count for a limited time: enter the year."))
        elif year and not YEAR.match(year):
            self.add_error("completed_in", _("Enter an academic year, such as 2022/23."))
        filed, approved = data.get("filed_on"), data.get("approved_on")
        if filed and approved and approved < filed:
            self.add_error("approved_on", _("The approval can't come before the application."))
        if data.get("source") == EXCHANGE and data.get("kind") == EXEMPTION:
            self.add_error("source", _("Exchange credits are transferred, not exempted."))
        return data

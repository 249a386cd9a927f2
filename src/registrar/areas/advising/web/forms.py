"""Forms of the area."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrar.areas.advising.models import AdvisingNote, AuditException
from registrar.areas.catalogue.queries.subject_exists import unknown_subjects
from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.joining import listed

# What people put between codes, in either script.
BETWEEN = re.compile(r"[\s,;、，；]+")


def _code(value: str) -> str:
    return value.strip().upper()


def _codes(value: str) -> str:
    """Return codes as the catalogue writes them, with spaces between. Raises ValidationError naming unknown ones."""
    codes = list(dict.fromkeys(code for code in BETWEEN.split(value.upper()) if code))
    unknown = unknown_subjects(codes)
    if unknown:
        raise forms.ValidationError(_("There is no subject {codes}.").format(codes=listed(unknown)))
    return " ".join(codes)


class ExceptionForm(RegistrarForm):
    """An exception from a requirement."""

    requirement = forms.ChoiceField(label=_("Requirement"))
    kind = forms.ChoiceField(label=_("What is done"), choices=AuditException.Kind.choices, widget=forms.RadioSelect)
    subject = forms.CharField(
        label=_("Subject asked for"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"width": 10}),
        help_text=_("Where one subject is meant."),
    )
    instead = forms.CharField(
        label=_("Subject that counts instead"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"width": 10}),
        help_text=_("For another subject instead."),
    )
    credits = forms.IntegerField(
        label=_("Fewer credits"),
        required=False,
        min_value=0,
        max_value=60,
        widget=forms.NumberInput(attrs={"width": 3}),
        help_text=_("For fewer credits: by how many."),
    )
    clause = forms.CharField(
        label=_("Clause that allows it"),
        max_length=40,
        widget=forms.TextInput(attrs={"width": 20}),
        help_text=_("Such as polyu-2024-25:5B-10."),
    )
    authority = forms.CharField(
        label=_("Allowed by"),
        max_length=80,
        widget=forms.TextInput(attrs={"width": 30}),
        help_text=_("Who decided, by office."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    survives = forms.ChoiceField(label=_("Still counts after"), choices=AuditException.Survives.choices, required=False)
    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Leave empty where it has no end."))

    def __init__(self, *args: Any, requirements: list[tuple[str, Any]], **kwargs: Any) -> None:
        """Offer the requirements of the student's document."""
        super().__init__(*args, **kwargs)
        self.fields["requirement"].choices = requirements  # type: ignore[attr-defined]

    def clean_subject(self) -> str:
        """Codes are written in capitals."""
        return _code(self.cleaned_data["subject"])

    def clean_instead(self) -> str:
        """Codes are written in capitals."""
        return _code(self.cleaned_data["instead"])

    def clean(self) -> dict[str, Any]:
        """Each kind says what it needs and no more."""
        data = super().clean() or {}
        kind = data.get("kind")
        if kind == "substitute" and not data.get("instead"):
            self.add_error("instead", _("Enter the subject that counts instead."))
        if kind == "lower" and not data.get("credits") and "credits" not in self.errors:
            self.add_error("credits", _("Enter by how many credits."))
        if kind != "substitute":
            data["instead"] = ""
        if kind != "lower":
            data["credits"] = 0
        else:
            data["subject"] = ""
        return data


class ElementForm(RegistrarForm):
    """A requirement without credits that is met."""

    element = forms.ChoiceField(label=_("Requirement"))
    met_on = DayField(label=_("Met on"))
    note = forms.CharField(label=_("Note"), required=False, max_length=200)

    def __init__(self, *args: Any, elements: list[tuple[str, Any]], **kwargs: Any) -> None:
        """Offer the elements of the student's documents."""
        super().__init__(*args, **kwargs)
        self.fields["element"].choices = elements  # type: ignore[attr-defined]


class NoteForm(RegistrarForm):
    """A note on a student."""

    text = forms.CharField(label=_("Note"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    readers = forms.ChoiceField(
        label=_("Who may read it beside you"), choices=AdvisingNote.Readers.choices, widget=forms.RadioSelect
    )


class StudyPlanFormForm(RegistrarForm):
    """The study plan of a student on probation."""

    subjects = forms.CharField(
        label=_("Subjects you mean to take next semester"),
        max_length=400,
        help_text=_("Codes with commas between them."),
    )
    reflection = forms.CharField(
        label=_("What went wrong, and what you will do about it"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_subjects(self) -> str:
        """Subjects of the catalogue, each once."""
        return _codes(self.cleaned_data["subjects"])

    file = forms.FileField(label=_("Your own plan as a file"), required=False, help_text=_("PDF, up to 5 MB."))

    def clean_file(self) -> Any:
        """Only a PDF of reasonable size."""
        file = self.cleaned_data.get("file")
        if file is not None and (file.size > 5 * 1024 * 1024 or not file.read(5).startswith(b"%PDF")):
            raise forms.ValidationError(_("Choose a PDF of up to 5 MB."))
        if file is not None:
            file.seek(0)
        return file


class MeetingForm(RegistrarForm):
    """What was agreed when advisor and student met."""

    met_on = DayField(label=_("Day on which you met"))
    credits = forms.IntegerField(
        label=_("Credits agreed for the semester"),
        min_value=1,
        max_value=30,
        widget=forms.NumberInput(attrs={"width": 3}),
        help_text=_("The general ceiling of the semester holds all the same."),
    )
    subjects = forms.CharField(
        label=_("Subjects agreed"), max_length=400, required=False, help_text=_("Codes with commas between them.")
    )

    def clean_subjects(self) -> str:
        """Subjects of the catalogue, each once."""
        return _codes(self.cleaned_data["subjects"])


class WhatIfForm(RegistrarForm):
    """What is asked about."""

    programme = forms.ChoiceField(label=_("On another programme"), required=False)
    option = forms.ChoiceField(label=_("With a Minor or a further Major"), required=False)
    without = forms.MultipleChoiceField(
        label=_("If these were failed or dropped"), required=False, widget=forms.CheckboxSelectMultiple
    )
    deferred = forms.TypedChoiceField(
        label=_("After deferring"),
        required=False,
        coerce=int,
        empty_value="0",
        choices=[("0", _("no semester")), ("1", _("one semester")), ("2", _("two semesters"))],
    )

    visa_until = DayField(
        label=_("Your student visa lasts until"),
        required=False,
        help_text=_("To see whether it covers your study. It is not kept."),
    )

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, Any]]], visa: bool, **kwargs: Any) -> None:
        """Offer programmes, options and the student's own subjects; visas concern non-local students."""
        super().__init__(*args, **kwargs)
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
            self.fields[name].error_messages["invalid_choice"] = _("Nothing is known of this choice. Choose again.")
        if not visa:
            del self.fields["visa_until"]

"""What to look for in the two trails."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.queries.audit_trail import TrailFilter, event_models
from registrar.areas.platform.queries.looks import LookFilter
from registrar.ui.forms import DayField, RegistrarForm

KINDS = (("", _("All")), ("insert", _("New")), ("update", _("Changed")), ("delete", _("Deleted")))


def record_title(label: str) -> Any:
    """What a record of a model is called (settings.RECORD_TITLES says it); the bare label where nobody has."""
    return import_string(settings.RECORD_TITLES).get(label, label)


def look_title(page: str) -> Any:
    """What a page is called whose looks are logged (settings.LOOK_TITLES says it); its bare name otherwise."""
    return import_string(settings.LOOK_TITLES).get(page, page)


def _text(label: Any, width: int, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        help_text=hint,
        widget=forms.TextInput(attrs={"width": width, "autocomplete": "off"}),
    )


class _TrailForm(RegistrarForm):
    """The days, which both trails have. They end with their last moment in Hong Kong."""

    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a stretch that ends before it begins."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("The last day must not come before the first."))
        return data

    def stretch(self) -> tuple[datetime | None, datetime | None]:
        """Return the beginning of the first day and the end of the last."""
        since, until = self.cleaned_data["since"], self.cleaned_data["until"]
        return since and _midnight(since), until and _midnight(until) + timedelta(days=1)

    def subject(self, text: str) -> str | None:
        """Return the record that is meant: empty for all, None where there is no such record."""
        found: str = import_string(settings.RECORD_FINDER)(text) if text else ""
        return (found or None) if text else ""


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), HONG_KONG)


class ChangesForm(_TrailForm):
    """Which changes. The days are days of real time: the trail knows no set clock."""

    about = _text(_("Student number"), 10, _("All changes that concern this student."))
    model = forms.ChoiceField(label=_("Records"), required=False)
    key = _text(_("Number of the record"), 10)
    kind = forms.ChoiceField(label=_("Kind of change"), required=False, choices=KINDS)
    person = _text(_("Changed by (NetID)"), 10)
    field_order = ("about", "model", "key", "kind", "person", "since", "until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every tracked model."""
        super().__init__(*args, **kwargs)
        names = [(label, str(record_title(label))) for label in event_models()]
        model: Any = self.fields["model"]
        model.choices = [("", _("All")), *sorted(names, key=lambda pair: pair[1])]

    def clean_key(self) -> str:
        """Return the number; refuse what is no number."""
        key: str = self.cleaned_data["key"].strip()
        if key and not key.isdecimal():
            raise forms.ValidationError(_("The number of a record is written in digits."))
        return key

    def wanted(self) -> TrailFilter:
        """Return the filter."""
        data, (since, until) = self.cleaned_data, self.stretch()
        about = self.subject(data["about"].strip())
        return TrailFilter(data["model"], data["key"], data["person"].strip(), since, until, data["kind"], about)


class LooksForm(_TrailForm):
    """Which looks."""

    viewer = _text(_("Viewer (NetID)"), 10)
    about = _text(_("Student number"), 10)
    page = forms.ChoiceField(label=_("Page"), required=False)
    field_order = ("viewer", "about", "page", "since", "until")

    def __init__(self, *args: Any, names: bool, **kwargs: Any) -> None:
        """Offer every page whose looks are logged, and persons only to those who see their names."""
        super().__init__(*args, **kwargs)
        if not names:
            del self.fields["viewer"], self.fields["about"]
        titles = [(name, str(title)) for name, title in import_string(settings.LOOK_TITLES).items()]
        page: Any = self.fields["page"]
        page.choices = [("", _("All")), *sorted(titles, key=lambda pair: pair[1])]

    def wanted(self) -> LookFilter:
        """Return the filter."""
        data, (since, until) = self.cleaned_data, self.stretch()
        viewer, about = data.get("viewer", "").strip(), data.get("about", "").strip()
        return LookFilter(viewer, self.subject(about), data["page"], since, until)

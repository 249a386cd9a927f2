"""The form of the counter."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from registrar.ui.forms import RegistrarForm

DOCUMENTS = [
    ("", gettext_lazy("Choose one")),
    ("hkid", gettext_lazy("Hong Kong identity card")),
    ("passport", gettext_lazy("Passport")),
    ("mainland_id", gettext_lazy("Mainland identity card")),
    ("other", pgettext_lazy("document", "Another document")),
]
REPRESENTATIVE = "representative"


class CounterForm(RegistrarForm):
    """Who comes, what was seen, and why the registry releases a parchment that would be kept back."""

    collector = forms.ChoiceField(
        label=gettext_lazy("Who collects it?"),
        choices=[("graduate", gettext_lazy("The graduate")), (REPRESENTATIVE, gettext_lazy("A representative"))],
        widget=forms.RadioSelect,
    )
    identity_seen = forms.BooleanField(
        label=gettext_lazy("I have seen the graduate's identity document"), required=False
    )
    authorisation = forms.BooleanField(
        label=gettext_lazy("The graduate's written authorisation is here"), required=False
    )
    name = forms.CharField(
        label=gettext_lazy("Representative's name, as the authorisation gives it"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"width": 20, "autocomplete": "off"}),
    )
    representative_number = forms.BooleanField(
        label=gettext_lazy("It gives the number of the representative's identity document, and I have compared it"),
        required=False,
        help_text=gettext_lazy("The number itself is not kept."),
    )
    representative_document = forms.ChoiceField(
        label=gettext_lazy("Representative's identity document"), choices=DOCUMENTS, required=False
    )
    graduate_copy = forms.BooleanField(
        label=gettext_lazy("A copy of the graduate's identity document is attached"), required=False
    )
    graduate_document = forms.ChoiceField(
        label=gettext_lazy("Document that is copied"), choices=DOCUMENTS, required=False
    )
    override = forms.CharField(
        label=gettext_lazy("Why it is released all the same"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Only where an open matter would keep it back. A penalty can't be passed over."),
        widget=forms.TextInput(attrs={"width": 30}),
    )

    def __init__(self, *args: Any, kept_back: bool, **kwargs: Any) -> None:
        """Ask for a reason only where one is needed."""
        super().__init__(*args, **kwargs)
        if not kept_back:
            del self.fields["override"]

    def clean(self) -> dict[str, Any]:
        """Of documents that were seen the kind is told."""
        data = super().clean() or {}
        if data.get("collector") == REPRESENTATIVE:
            for box, kind in (
                ("representative_number", "representative_document"),
                ("graduate_copy", "graduate_document"),
            ):
                if data.get(box) and not data.get(kind):
                    self.add_error(kind, _("Say which document it is."))
        return data

    def seen(self) -> dict[str, Any]:
        """Return the facts of award.parchment_collection."""
        data = self.cleaned_data
        names = ("collector", "identity_seen", "authorisation", "representative_number", "graduate_copy")
        kinds = ("representative_document", "graduate_document")
        found = {name: data[name] for name in (*names, *kinds)}
        return found | {"representative_named": bool(data["name"].strip())}

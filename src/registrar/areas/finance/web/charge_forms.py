"""Forms of charges outside tuition."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.offices import Desk, is_counted, kind_title, kinds, kinds_of
from registrar.areas.finance.web.charge_parts import ROOM_TITLES, desk_title
from registrar.areas.finance.web.fields import CountField, MoneyField
from registrar.areas.studies.queries.key_of_number import key_of_number
from registrar.kernel import Money
from registrar.ui.forms import RegistrarForm
from registrar.ui.joining import bracketed
from registrar.ui.words import money

ROOMS = [("", gettext_lazy("Not a hall charge")), *ROOM_TITLES.items()]


def money_field(label: Any, help_text: Any = "", *, required: bool = False) -> MoneyField:
    """Return a field for an amount in Hong Kong dollars."""
    return MoneyField(label=label, help_text=help_text, required=required)


class ChargeForm(RegistrarForm):
    """One charge: whom, what for, how much, and the office's own record of it."""

    number = forms.CharField(
        label=gettext_lazy("Student number"),
        max_length=10,
        help_text=gettext_lazy("Such as 24012345D"),
        widget=forms.TextInput(attrs={"width": 10, "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of charge"))
    amount = money_field(
        gettext_lazy("Amount"), gettext_lazy("Leave it empty where the handbook sets the price; it is worked out.")
    )
    quantity = CountField(
        label=gettext_lazy("Quantity"),
        initial=1,
        min_value=1,
        max_value=1000,
        help_text=gettext_lazy("Copies, subjects, credits, papers or semesters; 1 for all else, such as a fine."),
        widget=forms.TextInput(attrs={"width": 4, "inputmode": "numeric"}),
    )
    room = forms.ChoiceField(label=gettext_lazy("Hall and room"), choices=ROOMS, required=False)
    assessed_loss = money_field(gettext_lazy("Assessed loss"), gettext_lazy("For making good a damage or loss only"))
    reference = forms.CharField(
        label=gettext_lazy("Your reference"),
        max_length=60,
        help_text=gettext_lazy("Your own record of it. The same reference is never charged twice."),
        widget=forms.TextInput(attrs={"width": 20, "autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=400,
        help_text=gettext_lazy("The student reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    office = forms.ChoiceField(label=gettext_lazy("Office"))

    field_order = ("number", "office")

    def __init__(self, *args: Any, desks: Sequence[Desk], **kwargs: Any) -> None:
        """Offer the kinds of these offices, and only the fields that one of them needs."""
        super().__init__(*args, **kwargs)
        self.desks = desks
        if len(desks) > 1:
            named = [(str(at), desk_title(desk)) for at, desk in enumerate(desks)]
            self.fields["office"].choices = named  # type: ignore[attr-defined]
        else:
            del self.fields["office"]
        offered = list(dict.fromkeys(code for desk in desks for code in kinds_of(desk)))
        choices = [(code, _choice(code)) for code in offered]
        self.fields["kind"].choices = [("", _("Choose one")), *choices]  # type: ignore[attr-defined]
        wanted = {fact for code in offered for fact in kinds()[code].get("facts", ())}
        for name in ("room", "assessed_loss"):
            if name not in wanted:
                del self.fields[name]

    def clean_number(self) -> int:
        """The key of the study with this number."""
        key = key_of_number(self.cleaned_data["number"])
        if key is None:
            raise forms.ValidationError(_("No student has this number."))
        return key

    def clean(self) -> dict[str, Any]:
        """Ask for what the kind needs."""
        data = super().clean() or {}
        kind = kinds().get(data.get("kind", ""))
        for name in kind.get("facts", ()) if kind else ():
            if name in self.fields and not data.get(name):
                self.add_error(name, _("This kind of charge needs an answer here."))
        if kind and data.get("quantity", 1) > 1 and not is_counted(data["kind"]):
            self.add_error("quantity", _("This kind is charged once: leave 1 here, and enter the whole amount above."))
        if data.get("kind") == "restitution" and not data.get("amount"):
            self.add_error("amount", _("Enter what the decision orders to be paid."))
        return data

    def desk(self) -> Desk:
        """The office that raises it; whether the kind is its own, the rule says."""
        return self.desks[int(self.cleaned_data.get("office") or 0)]

    def facts(self) -> dict[str, str]:
        """Further facts of the kind's rule."""
        wanted = kinds()[self.cleaned_data["kind"]].get("facts", ())
        return {name: str(self.cleaned_data[name]) for name in wanted if name in self.fields}


def _choice(code: str) -> str:
    """A kind with its limit, its fixed price, or that the handbook prices it."""
    kind = kinds()[code]
    if kind["priced_by"] != "office":
        return bracketed(kind_title(code), _("price of the handbook"))
    if kind.get("fixed"):
        return bracketed(kind_title(code), money(Money.parse(kind["fixed"])))
    return bracketed(kind_title(code), _("at most {limit}").format(limit=money(Money.parse(kind["limit"]))))


class ChargeFileForm(RegistrarForm):
    """A file of charges and the office that raises them."""

    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("An Excel workbook (.xlsx) or a CSV file, with headings.")
    )
    desk = forms.ChoiceField(label=gettext_lazy("Office"))

    def __init__(self, *args: Any, desks: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the offices, or ask nothing where there is only one."""
        super().__init__(*args, **kwargs)
        if len(desks) == 1:
            del self.fields["desk"]
        else:
            self.fields["desk"].choices = list(desks)  # type: ignore[attr-defined]


class WaiveForm(RegistrarForm):
    """Why a charge is waived."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=400,
        help_text=gettext_lazy("It is kept on record with your name."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SecondForm(RegistrarForm):
    """Whether a second person agrees."""

    agreed = forms.ChoiceField(
        label=gettext_lazy("Do you agree to the waiver?"),
        choices=[("yes", gettext_lazy("Yes, waive the charge")), ("no", gettext_lazy("No, it stays"))],
        widget=forms.RadioSelect,
    )


class AmountForm(RegistrarForm):
    """What a charge without an amount comes to."""

    amount = money_field(gettext_lazy("Amount"), required=True)

"""Forms about orders of documents."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.facts import Wanted
from registrar.areas.awards.models import CertificationHold, DocumentOrder
from registrar.areas.awards.web.order_parts import programme_title
from registrar.areas.studies.queries.key_of_number import key_of_number
from registrar.ui.forms import RegistrarForm
from registrar.ui.joining import bracketed

Form = DocumentOrder.Form
Delivery = DocumentOrder.Delivery
MOST_COPIES = 50
REASONS = {
    Form.CERTIFICATION: gettext_lazy("Only where you still have the parchment: why a certification is needed besides"),
    Form.TRUE_COPY: gettext_lazy("Only for more than one copy: why you need them. The office decides."),
}


class OrderForm(RegistrarForm):
    """One document: of which study, how many, how it comes, and what else its form asks."""

    study = forms.ChoiceField(label=gettext_lazy("Programme"))
    copies = forms.IntegerField(
        label=gettext_lazy("Copies"),
        min_value=1,
        max_value=MOST_COPIES,
        initial=1,
        widget=forms.TextInput(attrs={"width": 3, "inputmode": "numeric"}),
    )
    parchment = forms.ChoiceField(
        label=gettext_lazy("What became of the parchment?"),
        choices=DocumentOrder.Parchment.choices,
        help_text=gettext_lazy("Your declaration is kept with the order."),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    electronic = forms.BooleanField(
        label=gettext_lazy("Also give me the encrypted electronic version"),
        required=False,
        help_text=gettext_lazy("For those who graduated in 2021 or later; it comes with the paper order."),
    )
    delivery = forms.ChoiceField(
        label=gettext_lazy("Delivery"),
        choices=Delivery.choices,
        initial=Delivery.REGISTERED_MAIL,
        widget=forms.RadioSelect,
    )
    address = forms.CharField(
        label=gettext_lazy("Name and address to send it to"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Only for registered mail. Postage is included, in Hong Kong and abroad."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, form: str, studies: Sequence[Any], **kwargs: Any) -> None:
        """Keep the fields that the document's form asks for."""
        super().__init__(*args, **kwargs)
        self.form = form
        asked = {
            Form.TRANSCRIPT: {"electronic", "delivery", "address"},
            Form.TESTIMONIAL: {"delivery", "address"},
            Form.CERTIFICATION: {"parchment", "reason", "delivery", "address"},
            Form.TRUE_COPY: {"reason"},
        }[Form(form)]
        for name in {"parchment", "reason", "electronic", "delivery", "address"} - asked:
            del self.fields[name]
        if not any(one.status == "graduated" for one in studies):
            self.fields.pop("electronic", None)
        if "reason" in self.fields:
            self.fields["reason"].help_text = REASONS[Form(form)]
        named = [(str(one.pk), _study(one)) for one in studies]
        if len(named) > 1:
            self.fields["study"].choices = named  # type: ignore[attr-defined]
        else:
            del self.fields["study"]

    def clean(self) -> dict[str, Any]:
        """Ask for the address where something is to be posted."""
        data = super().clean() or {}
        if data.get("delivery") == Delivery.REGISTERED_MAIL and not data.get("address", "").strip():
            self.add_error("address", _("Enter the name and address to send it to."))
        return data

    def wanted(self) -> Wanted:
        """Return what is ordered."""
        data = self.cleaned_data
        return Wanted(
            form=self.form,
            copies=data["copies"],
            electronic=data.get("electronic", False),
            delivery=data.get("delivery", ""),
            address=data.get("address", "") if data.get("delivery") == Delivery.REGISTERED_MAIL else "",
            parchment=data.get("parchment", ""),
            reason=data.get("reason", ""),
        )


def _study(study: Any) -> str:
    return bracketed(programme_title(study.programme), study.student_number)


class DispatchForm(RegistrarForm):
    """How a prepared document leaves the house."""

    delivery = forms.ChoiceField(
        label=gettext_lazy("How does it go out?"),
        choices=[
            (Delivery.REGISTERED_MAIL.value, gettext_lazy("By registered mail")),
            (Delivery.COLLECTION.value, gettext_lazy("Handed over at the counter")),
        ],
        widget=forms.RadioSelect,
    )
    tracking_number = forms.CharField(
        label=gettext_lazy("Tracking number"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Only for registered mail, such as RR123456789HK"),
        widget=forms.TextInput(attrs={"width": 20, "autocomplete": "off"}),
    )
    handed_to_platform = forms.BooleanField(
        label=gettext_lazy("The electronic version has been handed to the ACVP platform"),
    )

    def __init__(self, *args: Any, electronic: bool, **kwargs: Any) -> None:
        """Ask about the electronic version only where it was ordered."""
        super().__init__(*args, **kwargs)
        if not electronic:
            del self.fields["handed_to_platform"]

    def clean(self) -> dict[str, Any]:
        """Ask for the number where it goes by registered mail."""
        data = super().clean() or {}
        if data.get("delivery") == Delivery.REGISTERED_MAIL and not data.get("tracking_number", "").strip():
            self.add_error("tracking_number", _("Enter the tracking number of the registered mail."))
        return data


class CertifyForm(RegistrarForm):
    """What the officer at the counter has seen and decided."""

    original_seen = forms.ChoiceField(
        label=gettext_lazy("Have you seen the original parchment?"),
        choices=[("yes", gettext_lazy("Yes, the original")), ("no", gettext_lazy("No, only a copy or a scan"))],
        widget=forms.RadioSelect,
    )
    more = forms.ChoiceField(
        label=gettext_lazy("Do you agree to more copies than one?"),
        choices=[
            ("", gettext_lazy("Not decided yet: certify one now")),
            ("yes", gettext_lazy("Yes, the reason is exceptional")),
            ("no", gettext_lazy("No, one copy only")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, copies: int, **kwargs: Any) -> None:
        """Ask about more copies only where more were ordered."""
        super().__init__(*args, **kwargs)
        if copies <= 1:
            del self.fields["more"]


class AnswerForm(RegistrarForm):
    """Whether an order for another reason is taken."""

    agreed = forms.ChoiceField(
        label=gettext_lazy("May the certification be issued for this reason?"),
        choices=[("yes", gettext_lazy("Yes, take the order")), ("no", gettext_lazy("No, decline it"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=400,
        help_text=gettext_lazy("The student reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HoldForm(RegistrarForm):
    """Whose certifications are withheld, and for what matter."""

    number = forms.CharField(
        label=gettext_lazy("Student number"),
        max_length=10,
        help_text=gettext_lazy("Such as 24012345D"),
        widget=forms.TextInput(attrs={"width": 10, "autocomplete": "off"}),
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Ground"), choices=CertificationHold.Ground.choices, widget=forms.RadioSelect
    )
    reference = forms.CharField(
        label=gettext_lazy("File of the matter"),
        max_length=80,
        help_text=gettext_lazy("Your own reference. The student doesn't read it."),
        widget=forms.TextInput(attrs={"width": 20, "autocomplete": "off"}),
    )

    def clean_number(self) -> int:
        """Return the key of the study."""
        found = key_of_number(self.cleaned_data["number"])
        if found is None:
            raise forms.ValidationError(_("No student has this number."))
        return found

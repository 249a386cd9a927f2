"""The form of one's contact details."""

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from registrar.ui.forms import RegistrarForm

PHONE = RegexValidator(r"^\+?[0-9 ()-]{6,30}$", _("Write the number in digits, such as +852 2766 5111."))


class ContactForm(RegistrarForm):
    """How the university reaches somebody."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    phone = forms.CharField(label=_("Phone number"), max_length=30, required=False, validators=[PHONE])
    language = forms.ChoiceField(
        label=_("Language of e-mails and notices"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )

"""Changing one's contact details."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from registrar.areas.people.actions.update_contact import update_contact
from registrar.areas.people.queries.person_of_user import person_of_user
from registrar.areas.people.web.forms.contact import ContactForm
from registrar.ui.views import FormPage


class Contact(FormPage):
    """E-mail address, phone number and language of the signed-in person."""

    policy = "signed_in"
    title = _("Contact details")
    lead = _("Names and dates are changed by the Academic Registry, on evidence.")
    form_class = ContactForm
    cancel_url = reverse_lazy("people:profile")

    def get_policy_object(self) -> Any:
        """The person; an account of a machine has none, and no contact."""
        person = person_of_user(self.request.user)
        if person is None:
            raise Http404
        return person

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """The way back."""
        return [(_("My profile"), reverse("people:profile"))]

    def get_initial(self) -> dict[str, Any]:
        """What is stored."""
        user: Any = self.request.user
        person = person_of_user(user)
        return {"email": user.email, "phone": person.phone if person else "", "language": user.language}

    def act(self, form: BaseForm) -> HttpResponseRedirect:
        """Store it, and show the page in the language chosen."""
        data = form.cleaned_data
        update_contact(self.request.user, phone=data["phone"], email=data["email"], language=data["language"])
        messages.success(self.request, _("Your contact details have been changed."))
        answer = HttpResponseRedirect(reverse("people:profile"), status=303)
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, data["language"], max_age=settings.LANGUAGE_COOKIE_AGE)
        return answer

"""One's own profile."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registrar.areas.people.models import Role
from registrar.areas.people.policies import roles_of
from registrar.areas.people.queries.person_of_user import person_of_user
from registrar.areas.people.queries.token_owner import live_token
from registrar.areas.people.web.names import shown_name
from registrar.areas.people.web.views.calendar_address import PURPOSE
from registrar.ui.joining import bracketed, listed
from registrar.ui.parts import Link, Row
from registrar.ui.views import Page


class Profile(Page):
    """Names, contact, offices and the way to the security pages; one sees only one's own."""

    policy = "signed_in"
    title = _("My profile")
    template_name = "people/profile.html"

    def get_lead(self) -> str:
        """The name, in the reader's script."""
        return shown_name(person_of_user(self.request.user), get_language())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Rows for names, contact and account."""
        user: Any = self.request.user
        person = person_of_user(user)
        change = reverse("people:contact")
        return super().get_context_data(
            page_actions=[Link(_("Change contact details"), change)] if person else [],
            name_rows=[
                Row(_("Family name"), person.family_name),
                Row(_("Given names"), person.given_names),
                Row(_("Chinese name"), person.name_zh or "–"),
                Row(_("Date of birth"), person.date_of_birth or "–"),
            ]
            if person
            else [],
            contact_rows=[
                Row(_("E-mail address"), user.email or "–", change, _("Change")),
                Row(_("Phone number"), (person.phone if person else "") or "–", change, _("Change")),
                Row(_("Language of e-mails and notices"), dict(settings.LANGUAGES).get(user.language, user.language)),
            ],
            account_rows=[
                Row(_("NetID"), user.username),
                Row(_("Offices"), self.offices(user)),
            ],
            calendar_since=live_token(user, PURPOSE),
            **kwargs,
        )

    def offices(self, user: Any) -> str:
        """The offices held, with their departments."""
        parts = []
        for role, departments in roles_of(user).items():
            where = listed(sorted(code for code in departments if code))
            parts.append(bracketed(Role(role).label, where))
        return " · ".join(parts) or "–"

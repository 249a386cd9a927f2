"""The sign-in page."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from registrar.ui.views import PolicyView


class SignIn(PolicyView, LoginView):
    """Sign-in by NetID and password or by passkey; a demonstration also offers its accounts with one click."""

    policy = "public"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what only a demonstration shows."""
        choices = import_string(settings.SIGN_IN_CHOICES)() if settings.DEMONSTRATION else []
        students = [choice for choice in choices if choice.net_id[0].isdecimal()]
        return super().get_context_data(
            page_title=_("Sign in"),
            choices=[
                (_("As a student"), students),
                (_("As a member of staff"), [choice for choice in choices if choice not in students]),
            ]
            if choices
            else [],
            **kwargs,
        )

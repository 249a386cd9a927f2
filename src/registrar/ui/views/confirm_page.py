"""A page that asks before something is done that cannot simply be undone."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from registrar.ui.forms import RegistrarForm
from registrar.ui.parts import Row
from registrar.ui.views.form_page import FormPage


class ConfirmPage(FormPage):
    """A question, what it is about, and a button.

    ``get_rows()`` answers the facts to confirm; ``warning`` says what cannot be undone.
    """

    template_name = "ui/confirm_page.html"
    form_class = RegistrarForm
    submit_label: Any = _("Confirm")
    warning: Any = ""

    def get_rows(self) -> list[Row]:
        """The facts that the person confirms."""
        return []

    def get_warning(self) -> Any:
        """What cannot be undone."""
        return self.warning

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The facts and the warning, beside the form."""
        return super().get_context_data(rows=self.get_rows(), warning=self.get_warning(), **kwargs)

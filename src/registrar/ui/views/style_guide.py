"""The living style guide: every component as it is today, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from registrar.ui.samples import samples
from registrar.ui.samples.form import SampleForm
from registrar.ui.samples.say import say
from registrar.ui.views.policy_view import Page


class StyleGuide(Page):
    """All components on one page, for the people who build and check the site."""

    policy = "ui.style_guide"
    template_name = "ui/style_guide.html"
    title = say("Style guide", "設計指南")
    lead = say(
        "Every component of the site, as it looks today. Build pages from these.",
        "網站現時所用的全部元件，各頁均由此組成。",
    )

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """The way here."""
        return [(_("Home"), "/")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The samples, with a form as it looks after a mistake."""
        wrong = SampleForm({"name": "", "when_day": "31", "when_month": "2", "when_year": "2024", "amount": "x"})
        return super().get_context_data(**samples(), sample_form=SampleForm(), wrong_form=wrong, **kwargs)

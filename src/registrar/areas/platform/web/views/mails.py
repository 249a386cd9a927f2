"""The mail that a demonstration kept instead of sending it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from registrar.areas.platform.queries.caught_mails import caught_mail, caught_mails
from registrar.ui.parts import Column, Row
from registrar.ui.views import ListPage, Page


class MailList(ListPage):
    """Every message, the latest first, searched by recipient or subject."""

    policy = "platform.view_mail"
    title = _("Mail")
    lead = _("In a demonstration no mail leaves the house: it is kept here, as it would have been sent.")
    search_label = _("Recipient or subject")
    columns = (
        Column("subject", _("Subject line")),
        Column("to", _("To"), sort="to"),
        Column("at", _("Sent"), sort="at"),
    )

    def rows(self) -> Any:
        """All messages."""
        return caught_mails()

    def search(self, rows: Any, text: str) -> Any:
        """Messages to that recipient, or about that subject."""
        return caught_mails(text)

    def link(self, item: Any) -> str:
        """The message."""
        return reverse("platform:mail", args=[item.pk])

    def cells(self, item: Any) -> Mapping[str, Any]:
        """Subject, recipient, time."""
        return {"subject": item.subject, "to": item.to, "at": item.at}


class MailPage(Page):
    """One message."""

    policy = "platform.view_mail"
    template_name = "platform/mail.html"

    @cached_property
    def mail(self) -> Any:
        """The message. Raises Http404."""
        found = caught_mail(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_title(self) -> Any:
        """Its subject."""
        return self.mail.subject

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Mail"), reverse("platform:mails"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Head and text."""
        mail = self.mail
        rows = [Row(_("From"), mail.sender), Row(_("To"), mail.to), Row(_("Sent"), mail.at)]
        return super().get_context_data(rows=rows, body=mail.body, **kwargs)

"""What the university has told a person."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from registrar.areas.platform import clock
from registrar.areas.platform.actions.mark_notices_read import mark_notices_read
from registrar.areas.platform.queries.my_notices import my_notice, my_notices
from registrar.kernel.bilingual import Bilingual
from registrar.ui.parts import Tab
from registrar.ui.views import Page

PAGE_SIZE = 20


class NoticeList(Page):
    """The person's inbox; "Mark all as read" posts here."""

    policy = "signed_in"
    template_name = "platform/notices.html"
    title = _("Notices")
    lead = _("What the university has told you. The same goes to your e-mail address.")

    def post(self, request: HttpRequest) -> HttpResponse:
        """Mark everything as read."""
        mark_notices_read(request.user, now=clock.now())
        return HttpResponseRedirect(reverse("platform:notices"), status=303)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of notices, and the two views of the inbox."""
        rows = my_notices(self.request.user)
        unread_only = self.request.GET.get("show") == "unread"
        number = rows.filter(read_at=None).count()
        page = Paginator(rows.filter(read_at=None) if unread_only else rows, PAGE_SIZE).get_page(
            self.request.GET.get("page")
        )
        here = reverse("platform:notices")
        tabs = [Tab(_("All"), here, not unread_only), Tab(_("Unread"), f"{here}?show=unread", unread_only, number)]
        items = [(notice, Bilingual(notice.subject_en, notice.subject_zh)) for notice in page]
        return super().get_context_data(tabs=tabs, page=page, items=items, unread=number, **kwargs)


class NoticePage(Page):
    """One notice, with the page and the decision that it tells of. Opening it marks it as read."""

    policy = "signed_in"
    template_name = "platform/notice.html"

    @cached_property
    def notice(self) -> Any:
        """The notice, if it is the reader's. Raises Http404."""
        found = my_notice(self.request.user, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_title(self) -> Any:
        """What it is about."""
        return Bilingual(self.notice.subject_en, self.notice.subject_zh)

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the inbox."""
        return [(_("Notices"), reverse("platform:notices"))]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Mark it as read and show it."""
        mark_notices_read(request.user, now=clock.now(), notice=self.notice.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Its text, and the decision behind it."""
        notice = self.notice
        decision = notice.decision.body if notice.decision else None
        return super().get_context_data(
            notice=notice, body=Bilingual(notice.body_en, notice.body_zh), decision=decision, **kwargs
        )

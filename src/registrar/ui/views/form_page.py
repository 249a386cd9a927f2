"""A page with one form: shown, checked, acted on once, then redirected."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from registrar.ui.views.policy_view import Page

KEY_FIELD = "idempotency_key"


class FormPage(Page):
    """A form and what it does.

    Set ``form_class``, ``title``, ``submit_label`` and implement ``act``. The page
    carries an idempotency key: a form that is sent twice acts once, and both answers
    lead to the same place (settings.UI_RUN_ONCE names who remembers the keys). An
    invalid form and a refusal come back with status 422 and everything that was typed.
    """

    template_name = "ui/form_page.html"
    form_class: type[BaseForm]
    submit_label: Any = _("Save")
    submit_kind = ""  # "" or "warning"
    cancel_url: Any = ""

    def get_initial(self) -> dict[str, Any]:
        """What the fields hold at first."""
        return {}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Further arguments for the form's class."""
        return {}

    def get_form(self, data: Any = None, files: Any = None) -> BaseForm:
        """The form, bound to what was sent or fresh."""
        return self.form_class(data, files, initial=self.get_initial(), **self.get_form_kwargs())

    def get_cancel_url(self) -> str:
        """Where "Cancel" leads; empty for no such link."""
        return str(self.cancel_url)

    def act(self, form: BaseForm) -> str | HttpResponseBase | Any:
        """Do it. Answer the address to go to, a response, or a refused Decision.

        ``self.idempotency_key`` is the key of this form, for actions that take one.
        """
        raise NotImplementedError

    def leads_to(self, form: BaseForm) -> str:
        """Where acting will lead, where that is known beforehand: it spares writing the answer down afterwards."""
        return ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form with a new key."""
        return self.show(self.get_form(), key=str(uuid.uuid4()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Check the form and act once."""
        form = self.get_form(request.POST, request.FILES)
        key = _usable_key(request.POST.get(KEY_FIELD, ""))
        if not form.is_valid():
            return self.show(form, key=key, status=422)
        self.idempotency_key = key
        answer = _run_once(key, request, lambda: self.act(form), self.leads_to(form))
        if isinstance(answer, HttpResponseBase):
            return answer
        if isinstance(answer, str):
            return HttpResponseRedirect(answer, status=303)
        # A refusal did nothing, so the next attempt must not be taken for a repetition.
        return self.show(form, key=str(uuid.uuid4()), status=422, decision=answer)

    def show(self, form: BaseForm, *, key: str, status: int = 200, **extra: Any) -> HttpResponse:
        """The page with this form."""
        context = self.get_context_data(
            form=form,
            idempotency_key=key,
            submit_label=self.submit_label,
            submit_kind=self.submit_kind,
            cancel_url=self.get_cancel_url(),
            **extra,
        )
        return self.render_to_response(context, status=status)


def _usable_key(sent: str) -> str:
    """The key that was sent if it is one of ours, else a new one."""
    try:
        return str(uuid.UUID(sent))
    except ValueError:
        return str(uuid.uuid4())


def _run_once(key: str, request: HttpRequest, work: Callable[[], Any], leads_to: str) -> Any:
    """Let settings.UI_RUN_ONCE guard the work: ``(key, scope, user, work, leads_to) -> answer``.

    The scope is the address, so that a key stolen from one form is no use in another.
    Only an address is remembered; anything else means that nothing was done. A form that
    strangers may send has nobody to remember the key for.
    """
    guard = getattr(settings, "UI_RUN_ONCE", "")
    if not guard or not request.user.is_authenticated:
        return work()

    def led_to() -> Any:
        answer = work()
        return answer.url if isinstance(answer, HttpResponseRedirect) else answer

    return import_string(guard)(key=key, scope=request.path, user=request.user, work=led_to, leads_to=leads_to)

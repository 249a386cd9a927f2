"""See and set the clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from registrar.areas.catalogue.queries.terms_around import terms_around
from registrar.areas.platform import clock
from registrar.areas.platform.actions.run_periodic_jobs import run_periodic_jobs
from registrar.areas.platform.queries.periodic_jobs import periodic_jobs
from registrar.site.clock.moments import moments_of
from registrar.site.job_titles import TITLES
from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.views import FormPage
from registrar.ui.words import moment

SET, REAL = "set", "real"


class ClockForm(RegistrarForm):
    """A day and a time, or real time again; `at` comes from a quick choice."""

    day = DayField(label=_("Date"))
    time = forms.TimeField(
        label=_("Time"),
        help_text=_("Hong Kong time, such as 09:30."),
        widget=forms.TextInput(attrs={"width": 5, "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Enter a time, such as 09:30."), "required": _("Enter a time, such as 09:30.")},
    )
    run_jobs = forms.BooleanField(label=_("Run at once what is due then"), required=False)

    def clean(self) -> dict[str, Any]:
        """Work out the moment: `at` of a quick choice, or day and time; None gives real time back."""
        cleaned: dict[str, Any] = super().clean() or {}
        quick = self.data.get("at", "")
        cleaned["moment"] = _aware(quick) if quick else None
        if quick or self.data.get("what") == REAL:
            self.errors.clear()
            if quick and cleaned["moment"] is None:
                self.add_error(None, gettext("That is no moment."))
        elif not self.errors:
            cleaned["moment"] = datetime.combine(cleaned["day"], cleaned["time"], clock.HONG_KONG)
        return cleaned


def _aware(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


class ClockPage(FormPage):
    """The university's time, the moments worth visiting, and a form for any other."""

    policy = "platform.set_clock"
    hide_refusal = True
    template_name = "site/clock.html"
    form_class = ClockForm
    title = _("Clock")
    lead = _(
        "A demonstration can be on any day. Setting the clock moves the whole university there; nothing is undone."
    )
    submit_label = _("Set the clock")

    def get_initial(self) -> dict[str, Any]:
        """The time as it is."""
        now = clock.now()
        return {"day": now.date(), "time": now.strftime("%H:%M"), "run_jobs": True}

    def act(self, form: Any) -> str:
        """Set the clock, and start what is due if asked to."""
        wanted = form.cleaned_data["moment"]
        clock.set_to(wanted)
        if wanted is None:
            messages.success(self.request, gettext("The clock shows real time again."))
        else:
            messages.success(self.request, gettext("The clock is set to {when}.").format(when=moment(wanted)))
        if form.cleaned_data.get("run_jobs") and wanted is not None:
            run_periodic_jobs(now=wanted)
            messages.info(self.request, gettext("The jobs that are due then have been started."))
        return reverse("clock")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The moments of the terms around, and the jobs that will run."""
        terms = [(term.key, moments_of(term)) for term in terms_around(clock.now())]
        jobs = [TITLES.get(job.name, job.name) for job in periodic_jobs()]
        return super().get_context_data(is_set=clock.is_set(), now=clock.now(), terms=terms, jobs=jobs, **kwargs)

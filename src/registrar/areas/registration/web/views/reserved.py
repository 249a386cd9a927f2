"""Places of a group that are kept for some students first."""

from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.catalogue.queries.departments import programmes
from registrar.areas.platform import clock
from registrar.areas.registration.actions.release_places import release_places
from registrar.areas.registration.actions.reserve_places import Reservation, reserve_places
from registrar.areas.registration.models import Offering, ReservedPlaces
from registrar.areas.registration.queries.reserves_of import reserve_of, reserves_of
from registrar.areas.registration.web.forms import MOST_PLACES
from registrar.areas.registration.web.of_group import OfGroup
from registrar.areas.registration.web.registration_parts import places_parts
from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage, FormPage
from registrar.ui.words import day, in_chinese

YEARS = 6


class ReserveForm(RegistrarForm):
    """For whom places are kept, and until when."""

    programme = forms.ChoiceField(label=gettext_lazy("Programme"), required=False)
    cohort = forms.ChoiceField(label=gettext_lazy("Cohort"), required=False)
    places = forms.IntegerField(
        label=gettext_lazy("Places to keep"),
        help_text=gettext_lazy("In all, with those that these students have taken already."),
        min_value=1,
        max_value=MOST_PLACES,
        widget=forms.NumberInput(attrs={"width": 4}),
    )
    release_on = DayField(
        label=gettext_lazy("Release by itself on"),
        help_text=gettext_lazy("What is left is anybody's from this day on. Leave it empty to release by hand."),
        required=False,
    )

    def __init__(self, *args: Any, programmes: list[Any], cohorts: list[str], **kwargs: Any) -> None:
        """Offer programmes and cohorts."""
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = [("", _("Any programme")), *programmes]  # type: ignore[attr-defined]
        self.fields["cohort"].choices = [("", _("Any cohort")), *((one, one) for one in cohorts)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Somebody must be meant, and a day to come."""
        data = super().clean() or {}
        if not data.get("programme") and not data.get("cohort"):
            self.add_error("programme", _("Choose a programme, a cohort or both."))
        if data.get("release_on") and data["release_on"] <= clock.today():
            self.add_error("release_on", _("Choose a day after today."))
        return data


class Reserved(OfGroup, FormPage):
    """What is kept, what is left of it, and a form to keep more."""

    belongs_to = ("registration:offerings",)
    policy = "registration.manage_offering"
    hide_refusal = True
    template_name = "registration/reserved.html"
    form_class = ReserveForm
    title = gettext_lazy("Reserved places")
    lead = gettext_lazy("Places that students of a programme or a cohort have first. Nobody else can take them.")
    submit_label = gettext_lazy("Keep the places")

    def get_form_kwargs(self) -> dict[str, Any]:
        """All programmes, and the cohorts of the last years."""
        year = int(self.group.offering.term_id[:4])
        cohorts = [f"{start}/{(start + 1) % 100:02d}" for start in range(year, year - YEARS, -1)]
        rows = [(one.pk, f"{one.pk} {one.title_zh if in_chinese() else one.title_en}") for one in programmes()]
        return {"programmes": rows, "cohorts": cohorts}

    def get_initial(self) -> dict[str, Any]:
        """The reserve that is to be changed, if the address names one."""
        asked = self.request.GET.get("change", "")
        found = next((one for one in self.reserves if str(one.pk) == asked), None)
        if found is None:
            return {}
        fields = ("cohort", "places", "release_on")
        return {"programme": found.programme_id or "", **{name: getattr(found, name) for name in fields}}

    @cached_property
    def reserves(self) -> list[ReservedPlaces]:
        """What is kept."""
        return reserves_of(self.group.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The picture of the places, and the reserves."""
        return super().get_context_data(
            group=self.group,
            parts=places_parts(self.group),
            reserves=[{"row": one, "whom": whom(one), "state": _state(one)} for one in self.reserves],
            **kwargs,
        )

    def get_cancel_url(self) -> str:
        """Back to the offering."""
        return reverse("registration:offering", args=[self.group.offering_id])

    def act(self, form: Any) -> Any:
        """Keep them, or say how many can be kept."""
        data = form.cleaned_data
        wish = Reservation(data["programme"] or None, data["cohort"], data["places"], data["release_on"])
        refused = reserve_places(self.group.pk, wish)
        if refused is not None:
            if refused.most < refused.least:
                text = _("No place is left that could be kept.")
            else:
                text = _("Between {least} and {most} places can be kept for these students now.")
            form.add_error("places", text.format(least=refused.least, most=refused.most))
            return self.show(form, key=self.idempotency_key, status=422)
        messages.success(self.request, _("The places are kept."))
        return reverse("registration:reserved", args=[self.group.pk])


def whom(reserve: ReservedPlaces) -> str:
    """Return for whom places are kept."""
    programme = ""
    if reserve.programme is not None:
        title = reserve.programme.title_zh if in_chinese() else reserve.programme.title_en
        programme = f"{reserve.programme_id} {title}"
    cohort = _("cohort {cohort}").format(cohort=reserve.cohort) if reserve.cohort else ""
    return " · ".join(part for part in (programme, cohort) if part)


def _state(reserve: ReservedPlaces) -> str:
    if reserve.released_at is not None:
        return _("Open to all since {day}").format(day=day(reserve.released_at, weekday=False))
    if reserve.release_on is not None:
        return _("Until {day}").format(day=day(reserve.release_on, weekday=False))
    return _("Until released by hand")


class Release(ConfirmPage):
    """Release what is left of a reserve."""

    belongs_to = ("registration:offerings",)
    policy = "registration.manage_offering"
    hide_refusal = True
    title = gettext_lazy("Release reserved places")
    submit_label = gettext_lazy("Release the places")
    warning = gettext_lazy("What is left can be taken by anybody at once. Who waits for the group comes first.")

    @cached_property
    def reserve(self) -> ReservedPlaces:
        """The reserve, or a page not found."""
        found = reserve_of(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_policy_object(self) -> Offering:
        """The offering decides."""
        return self.reserve.group.offering

    def get_rows(self) -> list[Row]:
        """For whom, how many, how many are left."""
        return [
            Row(_("Group"), f"{self.reserve.group.offering.subject_id} {self.reserve.group.code}"),
            Row(_("Kept for"), whom(self.reserve)),
            Row(_("Places"), self.reserve.places),
            Row(_("Left"), self.reserve.remaining),
        ]

    def get_cancel_url(self) -> str:
        """Back to the reserves."""
        return reverse("registration:reserved", args=[self.reserve.group_id])

    def act(self, form: Any) -> str:
        """Release them."""
        release_places([self.reserve.pk], now=clock.now())
        messages.success(self.request, _("The places are released."))
        return self.get_cancel_url()

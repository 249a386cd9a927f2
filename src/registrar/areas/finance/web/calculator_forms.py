"""The two steps of the public fee calculator: which programme and which student, then what is to be priced."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.quote_choices import Choices, charged_years, programmes
from registrar.areas.finance.quoting import Question
from registrar.areas.finance.web.fields import CountField
from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.joining import labelled
from registrar.ui.words import in_reader_language

OLDEST_COHORT = 2005
RESIDENCIES = [("local", gettext_lazy("Local student")), ("nonlocal", gettext_lazy("Non-local student"))]
INITIAL = gettext_lazy("Enter how many initial credits the offer asks for; the initial fee hangs on it.")
NUMBER = gettext_lazy("“How many” must be a whole number from 1 to 999.")
# Whose number says how many: the part of the question that it becomes.
COUNTED = {"credits": "credits", "semesters": "semesters", "modules": "modules"}


class ProgrammeForm(RegistrarForm):
    """Step one: the programme, when the student was admitted, where they come from, and the year of charge."""

    programme = forms.ChoiceField(label=gettext_lazy("Programme"))
    cohort = forms.ChoiceField(
        label=gettext_lazy("Year of admission"),
        help_text=gettext_lazy("The fee goes by the year of admission, also in later years of study."),
    )
    residency = forms.ChoiceField(
        label=gettext_lazy("Local or non-local"), widget=forms.RadioSelect, choices=RESIDENCIES
    )
    year = forms.ChoiceField(
        label=gettext_lazy("Charged in"),
        help_text=gettext_lazy("The academic year in which the fee falls due."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every programme by school, and the years that have tables."""
        super().__init__(*args, **kwargs)
        years = charged_years(settings.UNIVERSITY)
        newest = max(year.start for year in years)
        self.fields["programme"].choices = [("", _("Choose a programme")), *_by_school()]  # type: ignore[attr-defined]
        cohorts = [f"{start}/{(start + 1) % 100:02d}" for start in range(newest, OLDEST_COHORT - 1, -1)]
        self.fields["cohort"].choices = [(cohort, cohort) for cohort in cohorts]  # type: ignore[attr-defined]
        self.fields["year"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]


def _by_school() -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for item in programmes(settings.UNIVERSITY):
        entry = (item.code, f"{item.code} {in_reader_language(item.title)}")
        groups.setdefault(in_reader_language(item.school), []).append(entry)
    return list(groups.items())


class WhatForm(RegistrarForm):
    """Step two: only the questions that bear on the price of the programme."""

    what = forms.ChoiceField(label=gettext_lazy("What should be priced?"), widget=forms.RadioSelect)
    number = CountField(
        label=gettext_lazy("How many"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=gettext_lazy(
            "Credits, semesters, modules or months, as chosen above; one if left empty, save for the initial fee."
        ),
        widget=forms.NumberInput(attrs={"width": 3}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NUMBER),
    )
    stream = forms.ChoiceField(label=gettext_lazy("Stream"), required=False)
    subject = forms.ChoiceField(
        label=gettext_lazy("Subject"),
        required=False,
        help_text=gettext_lazy("Some subjects of this programme are priced apart."),
    )
    level = forms.ChoiceField(label=gettext_lazy("Level of the subject"), required=False)
    beyond = forms.BooleanField(label=gettext_lazy("The normal duration of study is over"), required=False)
    admitted_on = DayField(
        label=gettext_lazy("Day of admission"),
        required=False,
        help_text=gettext_lazy("The price changed within this year of admission."),
    )
    additional = forms.ChoiceField(
        label=gettext_lazy("Additional self-financing year"),
        required=False,
        choices=[
            ("", gettext_lazy("No")),
            ("double_major", gettext_lazy("Of a double major")),
            ("double_degree", gettext_lazy("Of a double degree")),
        ],
    )
    sandwich = forms.BooleanField(label=gettext_lazy("Placement year of a sandwich programme"), required=False)
    jupas = forms.ChoiceField(
        label=gettext_lazy("Admitted through JUPAS"),
        required=False,
        choices=[("", gettext_lazy("Not said")), ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        help_text=gettext_lazy("Asked for the initial fee of local students."),
    )
    abroad = forms.BooleanField(
        label=gettext_lazy("In-bound exchange student of the Study Abroad Scheme"), required=False
    )
    extras = forms.MultipleChoiceField(
        label=gettext_lazy("Charged besides tuition"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        """Leave out what makes no difference to this programme's price."""
        super().__init__(*args, **kwargs)
        self.offer = choices
        ugc = choices.funding == "ugc"
        wanted = {
            "stream": bool(choices.streams),
            "subject": bool(choices.subjects),
            "level": bool(choices.levels),
            "beyond": ugc or choices.by_semester,
            "admitted_on": bool(choices.intakes),
            "additional": ugc and choices.level == "bachelor",
            "sandwich": choices.sandwich,
            "jupas": ugc,
            "abroad": choices.marked,
            "extras": bool(choices.extras),
        }
        for name, keep in wanted.items():
            if not keep:
                del self.fields[name]
        self._set("what", _kinds(choices))
        self._set("stream", [("", _("Not said")), *((one, one) for one in choices.streams)])
        self._set("subject", [("", _("Any other")), *((one, one) for one in choices.subjects)])
        self._set("level", [("", _("Not said")), *((str(one), str(one)) for one in choices.levels)])
        self._set("extras", [(code, in_reader_language(title)) for code, title in choices.extras])

    def clean(self) -> dict[str, Any]:
        """Refuse the initial fee of a self-financed programme without its credits: one would be a guess."""
        given: dict[str, Any] = super().clean() or {}
        if self.offer.funding == "ugc" or given.get("what") != "initial_fee" or "number" in self.errors:
            return given
        if given.get("number") is None:
            self.add_error("number", INITIAL)
        return given

    def _set(self, name: str, choices: list[tuple[str, Any]]) -> None:
        if name in self.fields:
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def question(self, first: ProgrammeForm) -> Question:
        """Return what was asked; both forms are valid."""
        given, start = self.cleaned_data, first.cleaned_data
        what, number = given["what"], given.get("number") or 1
        asked: dict[str, Any] = {}
        if what in COUNTED:
            asked[COUNTED[what]] = number
        elif what == "dissertation":
            asked["dissertation"] = True
        elif what == "extension":
            asked |= {"item": "extension", "months" if self.offer.modular else "semesters": number}
        elif what == "initial_fee":
            asked |= {"item": "initial_fee", "credits": given.get("number")}
        return Question(
            programme=start["programme"],
            cohort=start["cohort"],
            residency=start["residency"],
            stream=given.get("stream") or None,
            subject=given.get("subject") or None,
            level=int(given["level"]) if given.get("level") else None,
            beyond_duration=bool(given.get("beyond")),
            admitted_on=_day(given.get("admitted_on")),
            study_abroad=bool(given.get("abroad")),
            additional_year=given.get("additional") or None,
            sandwich_year=bool(given.get("sandwich")),
            extras=tuple(given.get("extras") or ()),
            jupas={"yes": True, "no": False}.get(given.get("jupas", "")),
            **asked,
        )


def _day(given: Any) -> date | None:
    return given if isinstance(given, date) else None


def _kinds(choices: Choices) -> list[tuple[str, Any]]:
    """Return what can be priced on a programme."""
    if choices.funding == "ugc":
        kinds = [
            ("year", _("A year of full-time study")),
            ("semesters", _("Semesters of full-time study")),
            ("credits", _("Credits")),
        ]
        if choices.level == "taught_postgraduate":
            kinds.append(("extension", _("Semesters of extending the dissertation")))
        return [*kinds, ("initial_fee", _("Initial fee on taking up an offer"))]
    kinds = []
    if "credit" in choices.bases or choices.by_semester:
        kinds.append(("credits", _("Credits")))
    if choices.by_semester:
        kinds.append(("semesters", _("Semesters")))
    if choices.modular:
        kinds += [("modules", _("Modules")), ("dissertation", _("The dissertation"))]
        kinds.append(("extension", _("Months of extending the dissertation")))
    elif choices.extends:
        kinds.append(("extension", _("Semesters of extending the dissertation or thesis")))
    if "credit" in choices.bases:
        text = labelled(_("Initial fee on taking up an offer"), _("the number is that of the initial credits"))
        kinds.append(("initial_fee", text))
    return kinds

"""The form of an assessment scheme: a row a component, and the totals at which letters begin."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.models import AssessmentScheme
from registrar.areas.assessment.scheme_draft import ComponentDraft, SchemeDraft
from registrar.areas.assessment.web.mark_words import plain
from registrar.ui.forms import RegistrarForm

ROWS = 8
COLUMNS = ("code", "title_en", "title_zh", "weight", "maximum", "pass_mark")


class SchemeForm(RegistrarForm):
    """Rows `c1_code` ... `c8_pass_mark` for components, `b0` ... for letters; empty rows are passed over."""

    pass_mark = forms.DecimalField(
        label=gettext_lazy("Total needed to pass"),
        help_text=gettext_lazy("Leave it empty where the lowest letter says it."),
        required=False,
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput(attrs={"width": 4, "inputmode": "decimal"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why the scheme changes"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, letters: Sequence[str], with_reason: bool, **kwargs: Any) -> None:
        """`letters` of the scale that can be proposed; a reason is asked for where marks are in."""
        super().__init__(*args, **kwargs)
        self.letters = tuple(letters)
        for row in range(1, ROWS + 1):
            for column, field in _row_fields(row):
                self.fields[f"c{row}_{column}"] = field
        for place, letter in enumerate(letters):
            self.fields[f"b{place}"] = _number(_("Lowest total for %(letter)s") % {"letter": letter})
        if with_reason:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """A row that is begun needs its code, titles, weight and full mark."""
        data: dict[str, Any] = super().clean() or {}
        for row in range(1, ROWS + 1):
            if not any(data.get(f"c{row}_{column}") not in (None, "") for column in COLUMNS):
                continue
            for column in COLUMNS[:-1]:
                name = f"c{row}_{column}"
                if data.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, _("“%(label)s” needs an answer.") % {"label": self.fields[name].label})
        return data

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        """The component rows as bound fields, for the table."""
        for row in range(1, ROWS + 1):
            yield row, [self[f"c{row}_{column}"] for column in COLUMNS]

    def boundaries(self) -> list[tuple[str, Any]]:
        """The letters with their fields."""
        return [(letter, self[f"b{place}"]) for place, letter in enumerate(self.letters)]

    def draft(self) -> SchemeDraft:
        """What was entered."""
        data = self.cleaned_data
        return SchemeDraft(
            components=tuple(_component(row, data) for row in range(1, ROWS + 1) if data.get(f"c{row}_code")),
            pass_mark=data.get("pass_mark"),
            boundaries=tuple(
                (letter, data[f"b{place}"])
                for place, letter in enumerate(self.letters)
                if data.get(f"b{place}") is not None
            ),
            reason=data.get("reason") or "",
        )


def initial_of(scheme: AssessmentScheme | None, letters: Sequence[str]) -> dict[str, Any]:
    """What the form holds at first: the scheme as it stands."""
    if scheme is None:
        return {"c1_code": "CW", "c2_code": "EXAM"}
    found: dict[str, Any] = {"pass_mark": plain(scheme.pass_mark)}
    for row, one in enumerate(scheme.components.all(), start=1):
        for column in COLUMNS:
            value = getattr(one, column)
            found[f"c{row}_{column}"] = plain(value) if isinstance(value, Decimal) else value
    own = {one["grade"]: one["minimum"] for one in scheme.boundaries}
    return found | {f"b{place}": own.get(letter) for place, letter in enumerate(letters)}


def _component(row: int, data: Mapping[str, Any]) -> ComponentDraft:
    return ComponentDraft(
        row=row,
        code=data[f"c{row}_code"].strip().upper(),
        title_en=data[f"c{row}_title_en"].strip(),
        title_zh=data[f"c{row}_title_zh"].strip(),
        weight=data[f"c{row}_weight"],
        maximum=data[f"c{row}_maximum"],
        pass_mark=data.get(f"c{row}_pass_mark"),
    )


def _row_fields(row: int) -> Iterator[tuple[str, forms.Field]]:
    told = {"row": row}
    yield "code", _text(_("Row %(row)s: code") % told, 12, 10)
    yield "title_en", _text(_("Row %(row)s: title in English") % told, 80, 10)
    yield "title_zh", _text(_("Row %(row)s: title in Chinese") % told, 80, 10)
    yield "weight", _number(_("Row %(row)s: weight") % told)
    yield "maximum", _number(_("Row %(row)s: full mark") % told)
    yield "pass_mark", _number(_("Row %(row)s: pass mark") % told)


def _text(label: str, longest: int, width: int) -> forms.CharField:
    attrs = {"class": f"govuk-input govuk-input--width-{width}", "aria-label": label, "autocomplete": "off"}
    return forms.CharField(label=label, max_length=longest, required=False, widget=forms.TextInput(attrs=attrs))


def _number(label: str) -> forms.DecimalField:
    attrs = {
        "class": "govuk-input govuk-input--width-4",
        "aria-label": label,
        "inputmode": "decimal",
        "autocomplete": "off",
    }
    wrong = _("“%(label)s” must be a number such as 40 or 12.5.") % {"label": label}
    messages = dict.fromkeys(("invalid", "max_digits", "max_decimal_places", "max_whole_digits"), wrong)
    return forms.DecimalField(
        label=label,
        max_digits=6,
        decimal_places=2,
        required=False,
        widget=forms.TextInput(attrs=attrs),
        error_messages=messages,
    )

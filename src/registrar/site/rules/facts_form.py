"""A form made from the JSON schema of a rule's facts: real inputs for simple facts, JSON for lists and records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from registrar.kernel import to_plain
from registrar.rulebook import Rule
from registrar.rulebook.rule_texts import meaning_of
from registrar.site.rules.fact_words import fact_hint, value_text
from registrar.site.rules.law import home_law
from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.joining import labelled
from registrar.ui.words import in_reader_language

PREFIX = "fact-"
YES_NO = (("", _("not given")), ("true", _("yes")), ("false", _("no")))


class FactsForm(RegistrarForm):
    """Day and edition; `for_rule` adds a field for every fact."""

    as_of = DayField(label=_("Day of the decision"))
    edition = forms.ChoiceField(
        label=_("Edition"), required=False, help_text=_("Leave it to the rule to pick the edition that binds.")
    )

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        """Add the facts of a rule."""
        super().__init__(*args, **kwargs)
        law = home_law()
        edition: Any = self.fields["edition"]
        edition.choices = [
            ("", gettext("the one that binds")),
            *((edition.id, in_reader_language(edition.title)) for edition in law.editions.values()),
        ]
        schema = rule.facts_schema()
        required = set(schema.get("required", ()))
        for name, described in schema["properties"].items():
            self.fields[PREFIX + name] = _field(rule, name, described, required=name in required)

    def facts(self) -> dict[str, Any]:
        """Return the facts that were given, JSON-ready; what was left empty is left out. Needs a valid form."""
        given = {}
        for name, value in self.cleaned_data.items():
            if name.startswith(PREFIX) and value not in (None, ""):
                given[name.removeprefix(PREFIX)] = value.isoformat() if isinstance(value, date) else value
        return given

    def refuse(self, fields: Mapping[str, str]) -> None:
        """Show what the rule says about each fact at its field; `fields` as in BadFacts."""
        for path, problem in fields.items():
            name, _dot, rest = path.partition(".")
            text = labelled(rest, problem) if rest else problem
            self.add_error(PREFIX + name if PREFIX + name in self.fields else None, text or path)


class JsonField(forms.CharField):
    """JSON text, read with exact decimals; an error says line and column."""

    widget = forms.Textarea(attrs={"rows": 6, "class": "rx-json", "spellcheck": "false"})

    def clean(self, value: Any) -> Any:
        """Return the value, None for an empty field."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return json.loads(text, parse_float=Decimal)
        except ValueError as error:
            raise forms.ValidationError(gettext("This is not JSON: %(error)s") % {"error": error}) from error


class YesNoField(forms.ChoiceField):
    """Yes, no, or not given."""

    def clean(self, value: Any) -> bool | None:
        """Return True, False or None."""
        return {"true": True, "false": False}.get(super().clean(value))


def _field(rule: Rule, name: str, described: Mapping[str, Any], *, required: bool) -> forms.Field:
    form = _form_of(described)
    common: dict[str, Any] = {
        "label": in_reader_language(meaning_of(rule, name)),
        "help_text": fact_hint(rule, name),
        "required": required,
    }
    kind, layout = form.get("type"), form.get("format")
    if "enum" in form:
        return forms.ChoiceField(
            choices=[("", gettext("not given")), *((i, value_text(rule.area, i)) for i in form["enum"])], **common
        )
    if kind == "boolean":
        return YesNoField(choices=YES_NO, **common)
    if kind == "integer":
        return forms.IntegerField(widget=forms.NumberInput(attrs={"width": 5}), **common)
    if layout == "date":
        return DayField(**common)
    if kind == "string" or kind == "number":
        return forms.CharField(widget=forms.TextInput(attrs={"width": 20, "spellcheck": "false"}), **common)
    return JsonField(**common)


def _form_of(described: Mapping[str, Any]) -> Mapping[str, Any]:
    """The form of the value where it is given: amounts, which may be number or text, are typed as text."""
    options = [option for option in described.get("anyOf", ()) if option.get("type") != "null"] or [described]
    if all(option.get("type") in ("string", "number") or _typed_as_text(option) for option in options):
        return options[0] if len(options) == 1 and not _typed_as_text(options[0]) else {"type": "string"}
    return options[0] if len(options) == 1 else described


def _typed_as_text(described: Mapping[str, Any]) -> bool:
    """Amounts and citations are records that people type as one text."""
    return str(described.get("$ref", "")).endswith(("/Money", "/Citation"))


def initial_of(rule: Rule, facts: Mapping[str, Any], as_of: date, edition: str | None) -> dict[str, Any]:
    """Return what the form holds for the facts of a worked case."""
    schema = rule.facts_schema()
    initial: dict[str, Any] = {"as_of": as_of, "edition": edition or ""}
    for name, value in facts.items():
        initial[PREFIX + name] = _typed_in(value, _form_of(schema["properties"].get(name, {})))
    return initial


def _typed_in(value: Any, form: Mapping[str, Any]) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping) and set(value) == {"amount", "currency"} and form.get("type") == "string":
        return str(value["amount"])
    if isinstance(value, (Mapping, list)):
        return json.dumps(to_plain(value), ensure_ascii=False, indent=2)
    if isinstance(value, datetime):
        return value.isoformat()
    return value

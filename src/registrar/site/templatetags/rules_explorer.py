"""How the rule explorer prints outcomes and worked cases."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.translation import gettext as _

from registrar.kernel import to_plain
from registrar.site.rules.views.coverage_list import KINDS

register = template.Library()


@register.simple_tag
def outcome_word(outcome: str) -> str:
    """An outcome in the reader's language."""
    return {
        "ALLOWED": _("allowed"),
        "REFUSED": _("refused"),
        "NEEDS_APPROVAL": _("needs approval"),
        "NOT_APPLICABLE": _("does not apply"),
        "UNDETERMINED": _("cannot be decided"),
    }.get(outcome, outcome)


@register.simple_tag
def trace_kind(kind: str) -> str:
    """What carries a clause, in a word: "page", "action", "form"."""
    return str(KINDS.get(kind, kind))


@register.filter
def case_text(case: Any) -> str:
    """A worked case as the JSON of its facts and of the answer that it expects."""
    then = case.schema.then.model_dump(exclude_defaults=True)
    return json.dumps(to_plain({"facts": case.schema.facts, "then": then}), ensure_ascii=False, indent=2)

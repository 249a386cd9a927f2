"""Why something is to be done: the clause of the edition that binds."""

from __future__ import annotations

from datetime import date

from registrar.kernel import Citation
from registrar.rulebook import rule_named
from registrar.site.rules.law import home_law


def clause_of(rule: str, role: str, key: date | str) -> Citation | None:
    """Return the clause that a rule cites for a role at a day, term or cohort; None where no edition covers it."""
    law = home_law()
    found = rule_named(rule)
    edition = law.binding(found, key).edition
    cited = law.cited(found, role, edition) if edition else ()
    return cited[0] if cited else None

"""A rule as a link. Templates get this instead of the rule, which they would try to call."""

from django.urls import reverse

from registrar.rulebook import Rule
from registrar.ui.parts import Link


def rule_link(rule: Rule) -> Link:
    """Return the title of a rule, leading to its page."""
    return Link(rule.title, reverse("rule", args=[rule.name]))

"""texts.yaml: what an area's rules, facts, values and results are called and mean, for the people who read them."""

from __future__ import annotations

from registrar.rulebook.schemas.base import BilingualText, Filled, Schema


class RuleTextFile(Schema):
    """The texts of one area.

    `rules` has the Chinese of each rule's docstring by the rule's name; `facts` the Chinese of each description of a
    fact, beside the English as the rule's source has it; `values` the words for enumerated values; `results` the words
    for the names of results.
    """

    rules: dict[str, Filled] = {}
    facts: list[BilingualText] = []
    values: dict[str, BilingualText] = {}
    results: dict[str, BilingualText] = {}

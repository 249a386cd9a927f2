"""Deciding stored decisions again: under the same law they must come out the same; a draft shows its impact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from registrar.kernel import Decision
from registrar.rulebook.decide import BadFacts, decide
from registrar.rulebook.law import UnknownEdition
from registrar.rulebook.loader import Rulebook, UnknownUniversity
from registrar.rulebook.rule import UnknownRule


class Comparison(StrEnum):
    """How a decision came out the second time."""

    SAME = "same"
    CHANGED = "changed"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Replayed:
    """One stored decision beside the fresh one.

    `differences` names the parts that differ: outcome, findings, result. `same_rule_set` tells whether the law is the
    very one that the stored decision was made with. `problem` says why it couldn't be decided again.
    """

    subject: str
    rule: str
    comparison: Comparison
    before: str
    after: str
    differences: tuple[str, ...] = ()
    same_rule_set: bool = False
    problem: str = ""
    fresh: Decision | None = field(default=None, repr=False)

    @property
    def outcome_changed(self) -> bool:
        """True when the outcome itself is another one."""
        return self.comparison is Comparison.CHANGED and self.before != self.after


def replay(
    stored: Mapping[str, Any], *, subject: str = "", edition: str | None = None, rulebook: Rulebook | None = None
) -> Replayed:
    """Decide a stored decision (its JSON form) again, from its own facts and its own day.

    `edition` decides under that edition instead, a draft for instance; then citations differ by nature, so only
    outcome and result are compared.
    """
    rule, before = str(stored["rule"]), str(stored["outcome"])
    try:
        fresh = decide(
            rule,
            stored["facts"],
            as_of=date.fromisoformat(stored["as_of"]),
            university=stored["university"],
            edition=edition,
            rulebook=rulebook,
        )
    except (BadFacts, UnknownRule, UnknownEdition, UnknownUniversity) as error:
        return Replayed(subject, rule, Comparison.IMPOSSIBLE, before, "", problem=str(error))
    again = fresh.to_json()
    parts = ("outcome", "result") if edition is not None else ("outcome", "result", "findings")
    different = tuple(part for part in parts if again[part] != stored[part])
    return Replayed(
        subject=subject,
        rule=rule,
        comparison=Comparison.CHANGED if different else Comparison.SAME,
        before=before,
        after=fresh.outcome.value,
        differences=different,
        same_rule_set=fresh.rule_set == stored["rule_set"],
        fresh=fresh,
    )


@dataclass(frozen=True)
class Impact:
    """What a replay of many decisions showed, in numbers; `changed` and `impossible` are listed one by one."""

    counts: Mapping[Comparison, int]
    moves: Mapping[tuple[str, str, str], int]
    changed: tuple[Replayed, ...]
    impossible: tuple[Replayed, ...]

    @property
    def total(self) -> int:
        """Number of decisions replayed."""
        return sum(self.counts.values())


def impact(replayed: Iterable[Replayed]) -> Impact:
    """Count replayed decisions; `moves` counts (rule, outcome before, outcome after) of those whose outcome changed."""
    counts: Counter[Comparison] = Counter()
    moves: Counter[tuple[str, str, str]] = Counter()
    changed, impossible = [], []
    for one in replayed:
        counts[one.comparison] += 1
        if one.comparison is Comparison.IMPOSSIBLE:
            impossible.append(one)
        elif one.comparison is Comparison.CHANGED:
            changed.append(one)
            if one.outcome_changed:
                moves[one.rule, one.before, one.after] += 1
    return Impact(counts, moves, tuple(changed), tuple(impossible))

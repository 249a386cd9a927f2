"""One university's law, read and checked, and what is looked up in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from registrar.kernel import Bilingual, Citation, ParameterUse
from registrar.rulebook.clauses import Clause
from registrar.rulebook.dated_parameter import DatedParameter
from registrar.rulebook.editions import Binding, Edition, binding_edition
from registrar.rulebook.rule import Rule
from registrar.rulebook.rule_set import rule_set_hash

# Decisions of one moment share their values. The number of moments in use at once is small (terms times cohorts times
# days); the bound only keeps a process that runs for months from growing.
_MOST_MOMENTS = 20_000


class UnknownEdition(LookupError):
    """The university has no edition of that name."""


@dataclass(eq=False)
class University:
    """Editions, clauses and parameters of one institution. Treat as read-only.

    `carried` says by rule and role which further clauses a rule carries out: what the editions' rules.yaml add to the
    clauses that the rule itself names, so that a new edition or another university needs no change of the rules.
    `asked` are the requirements of its requirement documents, cited like clauses.
    """

    code: str
    title: Bilingual
    path: Path
    editions: Mapping[str, Edition]
    clauses: Mapping[Citation, Clause]
    parameters: Mapping[str, DatedParameter]
    carried: Mapping[str, Mapping[str, tuple[Citation, ...]]] = field(default_factory=dict)
    asked: Mapping[Citation, Clause] = field(default_factory=dict)
    _rule_set: str = field(default="", repr=False)
    _bindings: dict[tuple[object, ...], Binding] = field(default_factory=dict, repr=False)
    _cited: dict[tuple[str, str, str], tuple[Citation, ...]] = field(default_factory=dict, repr=False)
    _values: dict[tuple[object, ...], dict[str, ParameterUse]] = field(default_factory=dict, repr=False)

    @property
    def rule_set(self) -> str:
        """Hash of everything that can change a decision: the university's data, the rules, rulebook and kernel."""
        if not self._rule_set:
            self._rule_set = rule_set_hash(self.path)
        return self._rule_set

    def clause(self, citation: Citation) -> Clause | None:
        """Return a clause of an edition or a requirement of a requirement document; None for neither."""
        return self.clauses.get(citation) or self.asked.get(citation)

    def edition(self, name: str) -> Edition:
        """Return an edition by id. Raises UnknownEdition."""
        try:
            return self.editions[name]
        except KeyError:
            known = ", ".join(sorted(self.editions)) or "none"
            raise UnknownEdition(f"{self.code} has no edition {name!r} (known: {known})") from None

    def series_of(self, rule: Rule) -> str | None:
        """Return the series of editions that bind a rule: that of its first clause which is this university's."""
        first = next(iter(self.citations_of(rule)), None)
        return self.editions[first.edition].series if first else None

    def clauses_of(self, rule: Rule) -> Mapping[str, tuple[Citation, ...]]:
        """Return a rule's clauses by role: those that it names itself and those that this university's data add."""
        added = self.carried.get(rule.name, {})
        return {role: (*citations, *added.get(role, ())) for role, citations in rule.clauses.items()}

    def citations_of(self, rule: Rule) -> tuple[Citation, ...]:
        """Return the clauses of this university that a rule carries out, each once."""
        everything = (citation for citations in self.clauses_of(rule).values() for citation in citations)
        return tuple(dict.fromkeys(citation for citation in everything if citation.edition in self.editions))

    def binding(self, rule: Rule, key: date | str, forced: Edition | None = None) -> Binding:
        """Say which edition binds a rule at a day, term or cohort (as the rule binds), and why."""
        cache = (rule.name, key, forced.id if forced else None)
        found = self._bindings.get(cache)
        if found is None:
            found = binding_edition(self.editions.values(), self.series_of(rule), rule.binds_by, key, forced)
            _make_room(self._bindings)
            self._bindings[cache] = found
        return found

    def cited(self, rule: Rule, role: str, edition: Edition | None) -> tuple[Citation, ...]:
        """Return a rule's clauses for a role in an edition; raises KeyError for a role the rule doesn't have.

        A draft takes over the clauses of the edition it is based on. Clauses of a page without a year (an alumni page
        beside the handbook) stand whatever edition binds.
        """
        cache = (rule.name, role, edition.id if edition else "")
        found = self._cited.get(cache)
        if found is None:
            found = self._find_cited(self.clauses_of(rule)[role], edition)
            self._cited[cache] = found
        return found

    def _find_cited(self, citations: Iterable[Citation], edition: Edition | None) -> tuple[Citation, ...]:
        if edition is None:
            return ()
        mine = tuple(citation for citation in citations if citation.edition == edition.id)
        if mine:
            return mine
        if edition.based_on is not None:
            taken = tuple(citation for citation in citations if citation.edition == edition.based_on)
            own = (Citation(edition.id, citation.clause) for citation in taken)
            return tuple(new if new in self.clauses else old for new, old in zip(own, taken, strict=True))
        return tuple(citation for citation in citations if self._stands_beside(citation, edition))

    def _stands_beside(self, citation: Citation, bound: Edition) -> bool:
        """Tell whether a clause holds whatever edition binds: a page without a year, of another series."""
        other = self.editions.get(citation.edition)
        return other is not None and other.series != bound.series and other.academic_year is None

    def resolved_values(
        self, rule: str, term: str | None, cohort: str | None, as_of: date, forced: Edition | None
    ) -> dict[str, ParameterUse]:
        """Return the shared store of values already resolved for a rule at a moment."""
        key = (rule, term, cohort, as_of, forced.id if forced else None)
        found = self._values.get(key)
        if found is None:
            _make_room(self._values)
            found = self._values[key] = {}
        return found


def _make_room(cache: dict[tuple[object, ...], Any]) -> None:
    if len(cache) >= _MOST_MOMENTS:
        cache.clear()

"""What a rule reads of the law: parameter values of the day, the clauses of the bound edition, other rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from registrar.kernel import Citation, Decision, Message, ParameterUse
from registrar.rulebook.dated_parameter import DatedParameter, Gap
from registrar.rulebook.editions import Binding, Edition
from registrar.rulebook.facts import Facts
from registrar.rulebook.fees.loading import load_fees
from registrar.rulebook.fees.tables import FeeTables
from registrar.rulebook.missing import MissingFact, NotCovered
from registrar.rulebook.requirements import RequirementDocuments, load_requirements
from registrar.rulebook.rule import Rule
from registrar.rulebook.span import place_of
from registrar.rulebook.translation import moved

if TYPE_CHECKING:
    from registrar.rulebook.law import University


class Parameters:
    """The law as one rule sees it for one set of facts on one day. Every read is recorded in `used`."""

    __slots__ = ("_as_of", "_cohort", "_edition", "_forced", "_resolved", "_rule", "_term", "_university", "used")

    def __init__(
        self,
        university: University,
        rule: Rule,
        binding: Binding,
        forced: Edition | None,
        term: str | None,
        cohort: str | None,
        as_of: date,
    ) -> None:
        """Bind the law to a rule and a moment. Resolved values are shared by all decisions of the same moment."""
        self._university = university
        self._rule = rule
        self._edition = binding.edition
        self._forced = forced
        self._term = term
        self._cohort = cohort
        self._as_of = as_of
        self._resolved = university.resolved_values(rule.name, term, cohort, as_of, forced)
        self.used: dict[str, ParameterUse] = {}

    def __getitem__(self, name: str) -> Any:
        """Return a parameter's value for the facts' term or cohort, or for the day, and record that it was read.

        Raises NotCovered where no verified edition or no file gives a value, MissingFact where term or cohort is needed
        but unknown, and LookupError for a parameter that the rule doesn't declare.
        """
        use = self._resolved.get(name)
        if use is None:
            use = self._resolve(name, self._term, self._cohort, self._as_of)
            self._resolved[name] = use
        self.used[name] = use
        return use.value

    def at(self, name: str, *, term: str | None = None, cohort: str | None = None, day: date | None = None) -> Any:
        """Return a parameter's value for another term, cohort or day than the facts'; otherwise like `[name]`."""
        use = self._resolve(name, term or self._term, cohort or self._cohort, day or self._as_of)
        self.used[f"{name}@{term or cohort or day}"] = use
        return use.value

    def use(self, name: str) -> ParameterUse:
        """Return the value with its unit, dates, citations and reading."""
        self[name]
        return self.used[name]

    def citation_of(self, name: str) -> Citation:
        """Return the clause that gives the parameter its value."""
        return self.use(name).citations[0]

    def _resolve(self, name: str, term: str | None, cohort: str | None, as_of: date) -> ParameterUse:
        if name not in self._rule.parameters:
            raise LookupError(f"{self._rule.name} doesn't declare the parameter {name!r}")
        parameter = self._university.parameters.get(name)
        if parameter is None:
            # Another university may not have written down every figure yet; that is no reason to guess, nor a bug.
            place = f"parameters/{name.replace('.', '/')}.yaml"
            raise NotCovered(
                Message("rulebook.parameter.unknown", {"parameter": name}), f"{self._university.code} has no {place}"
            )
        key = _key(parameter, term, cohort, as_of)
        if self._forced is not None:
            key = moved(key, parameter.applies_by, self._forced)
        found = parameter.at(place_of(key, parameter.applies_by))
        if isinstance(found, ParameterUse):
            return found
        raise _not_covered(parameter, key, found)

    def has_clause(self, role: str) -> bool:
        """Tell whether the bound edition has a clause for a role of this rule."""
        return self._university.cited(self._rule, role, self._edition) != ()

    def cite(self, role: str) -> Citation:
        """Return the bound edition's clause for a role. Raises NotCovered where that edition has none."""
        return self.cite_all(role)[0]

    def cite_all(self, role: str) -> tuple[Citation, ...]:
        """Return all clauses of the bound edition for a role. Raises NotCovered where that edition has none."""
        found = self._university.cited(self._rule, role, self._edition)
        if found:
            return found
        title = self._edition.title if self._edition else ""
        raise NotCovered(
            Message("rulebook.clause.absent", {"edition": title, "role": role}),
            f"{self._rule.name}: no clause for {role!r} in the bound edition",
        )

    @property
    def edition(self) -> str:
        """The id of the bound edition."""
        return self._edition.id if self._edition else ""

    @property
    def fees(self) -> FeeTables:
        """The university's fee tables; each price cites its clauses and names its row, so no read is recorded here."""
        return load_fees(self._university.path)

    @property
    def requirements(self) -> RequirementDocuments:
        """The university's requirement documents; what is read of them is cited by its finding."""
        return load_requirements(self._university.path)

    def apply(self, other: Rule | str, facts: Facts | Mapping[str, Any]) -> Decision:
        """Decide another rule under the same law on the same day; what it reads counts as read by this rule too.

        The decision that comes back is what that rule answered, no more: facts, parameters and edition are told by the
        decision of the asking rule.
        """
        from registrar.rulebook.decide import answered

        decision, _, used = answered(self._university, other, facts, self._as_of, self._forced)
        for use in used.values():
            self.used.setdefault(use.name, use)
        return decision


def _key(parameter: DatedParameter, term: str | None, cohort: str | None, as_of: date) -> date | str:
    if parameter.applies_by == "event_date":
        return as_of
    key = term if parameter.applies_by == "term" else cohort
    if key is None:
        raise MissingFact(parameter.applies_by)
    return key


def _not_covered(parameter: DatedParameter, key: date | str, gap: Gap | None) -> NotCovered:
    plain = f"{parameter.name} has no value for {key}"
    if gap is not None:
        args = {"parameter": parameter.title, "key": key, "why": gap.why}
        return NotCovered(Message("rulebook.parameter.gap", args), f"{plain}: {gap.why.en}")
    return NotCovered(Message("rulebook.parameter.not_covered", {"parameter": parameter.title, "key": key}), plain)

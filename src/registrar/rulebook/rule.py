"""The decorator that makes a function a rule, and the register of rules."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from registrar.kernel import Bilingual, Citation, Decision
from registrar.rulebook.facts import Facts
from registrar.rulebook.rule_kind import RuleKind
from registrar.rulebook.span import AppliesBy

if TYPE_CHECKING:
    from registrar.rulebook.parameters import Parameters

Function = Callable[[Any, "Parameters", date], Decision]

_RULES: dict[str, Rule] = {}
_PACKAGE = "registrar.rules"
RULES_FOLDER = Path(__file__).resolve().parent.parent / "rules"


class UnknownRule(LookupError):
    """There is no rule of that name."""


@dataclass(frozen=True, eq=False, slots=True)
class Rule:
    """One regulation as code: a pure function with its name, clauses by role, and parameters.

    Calling it runs the bare function; `registrar.rulebook.decide` runs it under a university's law.
    """

    name: str
    title: Bilingual
    clauses: Mapping[str, tuple[Citation, ...]]
    parameters: tuple[str, ...]
    binds_by: AppliesBy
    facts: type[Facts]
    function: Function
    module: str
    kind: RuleKind = RuleKind.PERMISSION
    answer: tuple[str, ...] = ()

    @property
    def area(self) -> str:
        """The area of the rule: what stands before the dot of its name."""
        return self.name.partition(".")[0]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All clauses that the rule carries out, each once."""
        return tuple(dict.fromkeys(citation for cited in self.clauses.values() for citation in cited))

    @property
    def description(self) -> str:
        """The docstring of the function."""
        return inspect.getdoc(self.function) or ""

    def facts_schema(self) -> dict[str, Any]:
        """Return the JSON schema of the facts."""
        return self.facts.model_json_schema()

    def __call__(self, facts: Any, parameters: Parameters, as_of: date) -> Decision:
        """Run the bare function."""
        return self.function(facts, parameters, as_of)


def rule(
    *,
    name: str,
    title: Bilingual,
    clauses: Mapping[str, Iterable[str]],
    parameters: Iterable[str] = (),
    binds_by: AppliesBy,
    kind: str = RuleKind.PERMISSION,
    answer: str | tuple[str, ...] = (),
) -> Callable[[Function], Rule]:
    """Make a function a rule.

    `clauses` maps a role (what the clause does in this rule) to its citations, one or more for each edition.
    `binds_by` says which day of the student's story picks the edition: the term, the day of the event, or the cohort.
    `kind` says what the rule answers, and so how its decisions are headed (see RuleKind); `answer` names the result
    that is the answer where the kind has one: the amount, the day, the standing. Two names are the ends of a span.
    The function takes `(facts, parameters, as_of)`; the annotation of `facts` names the Facts class.
    Raises ValueError or TypeError for a rule that is put together wrongly.
    """
    if name.count(".") != 1:
        raise ValueError(f"a rule's name is area.rule, not {name!r}")
    if not clauses or not all(clauses.values()):
        raise ValueError(f"{name}: a rule cites at least one clause, and every role at least one")
    sort = RuleKind(kind)
    answers = (answer,) if isinstance(answer, str) else answer
    if bool(answers) != sort.has_answer:
        raise ValueError(f"{name}: a rule of the kind {sort} names {'its' if sort.has_answer else 'no'} answer")
    cited = {}
    for role, texts in clauses.items():
        if isinstance(texts, str):
            raise TypeError(f"{name}: clauses[{role!r}] is a tuple of citations, not one text")
        cited[role] = tuple(Citation.parse(text) for text in texts)

    def register(function: Function) -> Rule:
        hints = get_type_hints(function, sys.modules[function.__module__].__dict__, {"Parameters": object})
        schema = hints.get("facts")
        if not (isinstance(schema, type) and issubclass(schema, Facts)):
            raise TypeError(f"{name}: annotate the first argument, facts, with a subclass of Facts")
        made = Rule(
            name=name,
            title=title,
            clauses=cited,
            parameters=tuple(parameters),
            binds_by=binds_by,
            facts=schema,
            function=function,
            module=function.__module__,
            kind=sort,
            answer=answers,
        )
        earlier = _RULES.get(name)
        if earlier is not None and earlier.module != made.module:
            raise ValueError(f"two rules are called {name}: in {earlier.module} and {made.module}")
        _RULES[name] = made
        return made

    return register


def rule_named(name: str) -> Rule:
    """Return a rule, importing its file on first use. Raises UnknownRule.

    The rules lie above the rulebook, so they are found by name (`registrar.rules.<area>.<rule>`), never imported.
    """
    found = _RULES.get(name)
    if found is not None:
        return found
    area, dot, short = name.partition(".")
    module = f"{_PACKAGE}.{area}.{short}"
    if dot and area.isidentifier() and short.isidentifier():
        try:
            importlib.import_module(module)
        except ModuleNotFoundError as error:
            if not error.name or not f"{module}.".startswith(f"{error.name}."):
                raise
    found = _RULES.get(name)
    if found is None:
        raise UnknownRule(f"there is no rule called {name!r}; see `registrar rules list`")
    return found


def rule_files() -> Iterator[Path]:
    """Yield the file of every rule; files whose name begins with an underscore hold shared parts, not rules."""
    for path in sorted(RULES_FOLDER.glob("*/*.py")):
        if not path.name.startswith("_"):
            yield path


def all_rules() -> tuple[Rule, ...]:
    """Return every rule of registrar.rules, sorted by name, importing what isn't imported yet."""
    for path in rule_files():
        importlib.import_module(f"{_PACKAGE}.{path.parent.name}.{path.stem}")
    return tuple(_RULES[name] for name in sorted(_RULES) if _RULES[name].module.startswith(f"{_PACKAGE}."))

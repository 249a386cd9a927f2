"""Requirements that no subject is counted for: elements on record, and averages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from registrar.rulebook.requirements import Requirement, RequirementDocument
from registrar.rules.award._audit_facts import DONE, AuditSubject, DegreeAuditFacts


def unmet(facts: DegreeAuditFacts, documents: Sequence[RequirementDocument]) -> Iterator[str]:
    """Yield the keys of elements not recorded and of averages over a set that aren't reached.

    An average over what counts for other requirements isn't known before the subjects are placed, so it isn't among
    them.
    """
    for document in documents:
        for one in document.walk():
            if one.kind == "element" and one.element not in facts.elements:
                yield one.key
            if one.kind == "average" and one.over is not None:
                graded = [item for item in facts.subjects if one.over.admits(item)]
                if not reaches(one, graded):
                    yield one.key


def reaches(one: Requirement, subjects: Iterable[AuditSubject]) -> bool:
    """Tell whether the average over subjects reaches the line; without a graded subject it doesn't."""
    credits, points = weighed(subjects)
    return bool(credits) and one.line is not None and points >= one.line * credits


def weighed(subjects: Iterable[AuditSubject]) -> tuple[int, Decimal]:
    """Return the credits of the passed and graded ones of some subjects, and their grade points times credits."""
    graded = [
        (item.credits, item.points * item.credits)
        for item in subjects
        if item.points is not None and item.state in DONE
    ]
    return sum(one for one, _ in graded), sum((two for _, two in graded), Decimal(0))


def below(one: Requirement, keys: Collection[str]) -> int:
    """Count what of a requirement and everything below it is among the keys; of a choice the options with the least."""
    if one.kind == "choose":
        return sum(sorted(below(child, keys) for child in one.children)[: one.at_least])
    return (one.key in keys) + sum(below(child, keys) for child in one.children)

"""Whether an assessment scheme is sound, and whether it may still be changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, Record, rule
from registrar.rules.assessment._scheme import Boundary, lines


class Component(Record):
    """One part of the assessment as entered."""

    row: int = Field(description="Row of the form or file, so that an error can name it")
    code: str = Field(description="Code of the component, such as EXAM")
    weight: Decimal = Field(description="Percentage of the total")
    maximum: Decimal = Field(description="Full mark of the component")
    pass_mark: Decimal | None = Field(default=None, description="Mark needed in this component, if any")
    highest: Decimal | None = Field(default=None, description="Highest mark given in it so far, if any")


class SchemeFacts(Facts):
    """A scheme as it would stand."""

    components: tuple[Component, ...] = Field(description="The components, as entered")
    boundaries: tuple[Boundary, ...] = Field(default=(), description="Letters and lowest totals; empty: the default")
    pass_mark: Decimal | None = Field(default=None, description="Total needed to pass; empty: the lowest letter's")
    graded: bool = Field(default=True, description="False for a subject that is only passed or failed")
    marks_entered: bool = Field(default=False, description="Whether a mark has been entered already")
    removed: tuple[str, ...] = Field(default=(), description="Components left out although they have marks")
    reason_given: bool = Field(default=False, description="Whether a reason for the change is given")


@rule(
    name="assessment.scheme",
    title=Bilingual("Assessment scheme of a subject", "科目評核方案"),
    clauses={"scheme": ("polyu-2024-25:GAP-14",), "laid_down": ("polyu-2024-25:6A-01",)},
    parameters=("assessment.total_mark", "assessment.grade_scale", "assessment.mark_boundaries"),
    binds_by="term",
    kind="acceptance",
)
def scheme(facts: SchemeFacts, parameters: Parameters, as_of: date) -> Decision:
    """Check a scheme row by row: weights, maximum marks, pass conditions and the totals at which letters begin.

    Free until the first mark is in, afterwards only with a reason. Result: `weight` (their sum) and `boundaries`.
    """
    whole = parameters["assessment.total_mark"]
    faults = [*_component_faults(facts), *_weight_faults(facts, whole), *_boundary_faults(facts, whole, parameters)]
    if facts.pass_mark is not None and not 0 <= facts.pass_mark <= whole:
        between = Cure(Message("assessment.scheme.cure_between", {"whole": whole}))
        faults.append((Message("assessment.scheme.pass_total", {"mark": facts.pass_mark, "whole": whole}), between))
    keep = Cure(Message("assessment.scheme.cure_has_marks"))
    faults += [(Message("assessment.scheme.has_marks", {"code": code}), keep) for code in facts.removed]
    if facts.marks_entered and not facts.reason_given:
        faults.append((Message("assessment.scheme.reason"), Cure(Message("assessment.scheme.cure_reason"))))
    cite = parameters.cite("scheme")
    findings = [Finding(cite, False, message, cure) for message, cure in faults]
    result: dict[str, object] = {"weight": sum((one.weight for one in facts.components), Decimal(0))}
    if not findings:
        letters = lines(facts.boundaries, parameters) if facts.graded else {}
        result["boundaries"] = tuple({"grade": grade, "minimum": minimum} for grade, minimum in letters.items())
        sound = Message("assessment.scheme.sound", {"components": len(facts.components)})
        findings = [
            Finding(cite, True, sound, reading="assessment.scheme.reading"),
            Finding(parameters.cite("laid_down"), True, Message("assessment.scheme.laid_down")),
        ]
    return Decision.of(findings, result)


Fault = tuple[Message, Cure | None]
NO_LETTERS = Message("assessment.scheme.cure_no_letters", {})


def _component_faults(facts: SchemeFacts) -> Iterator[Fault]:
    """Each component by itself, and codes that stand twice."""
    if not facts.components:
        yield Message("assessment.scheme.empty"), Cure(Message("assessment.scheme.cure_empty"))
    counts = Counter(one.code for one in facts.components)
    for one in facts.components:
        told = {"row": one.row, "code": one.code}
        if not one.code:
            yield Message("assessment.scheme.no_code", {"row": one.row}), Cure(Message("assessment.scheme.cure_code"))
        elif counts[one.code] > 1:
            yield Message("assessment.scheme.twice", told), Cure(Message("assessment.scheme.cure_code"))
        if one.weight <= 0:
            above_zero = Cure(Message("assessment.scheme.cure_above_zero"))
            yield Message("assessment.scheme.no_weight", {**told, "weight": one.weight}), above_zero
        if one.maximum <= 0:
            above_zero = Cure(Message("assessment.scheme.cure_above_zero"))
            yield Message("assessment.scheme.no_maximum", {**told, "maximum": one.maximum}), above_zero
        if one.highest is not None and one.highest > one.maximum:
            given = {**told, "maximum": one.maximum, "highest": one.highest}
            yield (
                Message("assessment.scheme.below_marks", given),
                Cure(Message("assessment.scheme.cure_below_marks", {"highest": one.highest})),
            )
        if one.pass_mark is not None and not 0 <= one.pass_mark <= one.maximum:
            yield (
                Message("assessment.scheme.pass_mark", {**told, "mark": one.pass_mark, "maximum": one.maximum}),
                Cure(Message("assessment.scheme.cure_pass_mark", {"maximum": one.maximum})),
            )


def _weight_faults(facts: SchemeFacts, whole: Decimal) -> Iterator[Fault]:
    total = sum((one.weight for one in facts.components), Decimal(0))
    if facts.components and total != whole:
        cure = Cure(Message("assessment.scheme.cure_weights", {"difference": abs(whole - total)}))
        if total > whole:
            cure = Cure(Message("assessment.scheme.cure_too_much", {"difference": abs(whole - total)}))
        yield Message("assessment.scheme.weights", {"total": total, "whole": whole}), cure


def _boundary_faults(facts: SchemeFacts, whole: Decimal, parameters: Parameters) -> Iterator[Fault]:
    """Letters off the scale, twice, or out of order; a subject without letters has none."""
    scale = list(parameters["assessment.grade_scale"]) if facts.graded else []
    counts = Counter(one.grade for one in facts.boundaries)
    above: Decimal | None = None
    for one in sorted(facts.boundaries, key=lambda one: scale.index(one.grade) if one.grade in scale else -1):
        told = {"row": one.row, "grade": one.grade, "minimum": one.minimum}
        if one.grade not in scale:
            key = "assessment.scheme.no_letter" if scale else "assessment.scheme.ungraded_letter"
            letters = Message("assessment.scheme.cure_letters", {"letters": tuple(scale)})
            yield Message(key, told), Cure(letters if scale else NO_LETTERS)
        elif counts[one.grade] > 1:
            yield Message("assessment.scheme.letter_twice", told), Cure(Message("assessment.scheme.cure_letter_twice"))
        elif not 0 <= one.minimum <= whole:
            between = Message("assessment.scheme.cure_between", {"whole": whole})
            yield Message("assessment.scheme.boundary", {**told, "whole": whole}), Cure(between)
        elif above is not None and one.minimum >= above:
            below = Message("assessment.scheme.cure_order", {"above": above})
            yield Message("assessment.scheme.order", told), Cure(below)
        else:
            above = one.minimum

"""From the marks of the components to a total and the letter that it proposes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Self

from pydantic import Field, model_validator

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, Record, rule
from registrar.rules.assessment._scheme import Boundary, lines


class MarkFact(Record):
    """One component with the student's mark in it."""

    code: str = Field(description="Code of the component, such as EXAM")
    weight: Decimal = Field(ge=0, description="Percentage of the total")
    maximum: Decimal = Field(gt=0, description="Full mark of the component")
    pass_mark: Decimal | None = Field(default=None, ge=0, description="Mark needed in this component, if any")
    mark: Decimal | None = Field(default=None, ge=0, description="The student's mark; empty: not entered, or absent")
    absent: bool = Field(default=False, description="Whether the student was absent from this component")

    @model_validator(mode="after")
    def _mark_or_absence(self) -> Self:
        """Nobody has a mark for what they were absent from."""
        if self.absent and self.mark is not None:
            raise ValueError("mark: stands beside an absence")
        return self


class ComponentTotalFacts(Facts):
    """A student's marks under the scheme of the subject."""

    components: tuple[MarkFact, ...] = Field(description="Every component of the scheme, with the mark in it")
    boundaries: tuple[Boundary, ...] = Field(default=(), description="Letters and lowest totals; empty: the default")
    pass_mark: Decimal | None = Field(default=None, description="Total needed to pass; empty: the lowest letter's")
    graded: bool = Field(default=True, description="False for a subject that is only passed or failed")


@rule(
    name="assessment.component_total",
    title=Bilingual("Total mark and proposed grade", "總分及擬議等級"),
    clauses={"scheme": ("polyu-2024-25:GAP-14",), "codes": ("polyu-2024-25:GAP-05",)},
    parameters=(
        "assessment.total_mark",
        "assessment.total_decimals",
        "assessment.mark_boundaries",
        "assessment.proposed_codes",
        "assessment.ungraded_pass_mark",
    ),
    binds_by="term",
    kind="figure",
    answer="total",
)
def component_total(facts: ComponentTotalFacts, parameters: Parameters, as_of: date) -> Decision:
    """Weigh the marks exactly and propose a letter; the Subject Teacher decides on it.

    An absence counts no marks; absence from everything proposes the code for it. A pass condition that is not met
    proposes a fail, whatever the total. With a mark missing nothing is proposed. Result: `total` (rounded half up, as
    it is compared), `proposed`, `conditions` (the codes of the components whose condition is not met).
    """
    cite = parameters.cite("scheme")
    missing = [one.code for one in facts.components if one.mark is None and not one.absent]
    if missing or not facts.components:
        message = Message("assessment.total.missing", {"components": tuple(missing)})
        if not facts.components:
            message = Message("assessment.scheme.empty")
        cure = Cure(Message("assessment.total.cure_missing"), authority="subject_teacher")
        return Decision.of([Finding(cite, None, message, cure)], {"total": None, "proposed": None})
    if (weights := _weights(facts, parameters)) is not None:
        return Decision.of([weights], {"total": None, "proposed": None})
    codes = parameters["assessment.proposed_codes"]
    total = _total(facts, parameters)
    above = [one for one in facts.components if one.mark is not None and one.mark > one.maximum]
    if above:
        over = tuple(one.code for one in above)
        cure = Cure(Message("assessment.total.cure_above"), authority="subject_teacher")
        return Decision.of([Finding(cite, False, Message("assessment.total.above", {"components": over}), cure)])
    if all(one.absent for one in facts.components):
        message = Message("assessment.total.absent", {"grade": codes["absent"] if facts.graded else codes["fail_only"]})
        proposed = codes["absent"] if facts.graded else codes["fail_only"]
        finding = Finding(parameters.cite("codes"), True, message)
        return Decision.of([finding], {"total": total, "proposed": proposed, "conditions": ()})
    failed = [one for one in facts.components if one.pass_mark is not None and (one.mark or 0) < one.pass_mark]
    letter, passes = _letter(facts, total, parameters)
    fail = codes["fail"] if facts.graded else codes["fail_only"]
    proposed = letter if passes and not failed else fail
    findings = [*_absences(facts, parameters), *_conditions(failed, fail, parameters)]
    if facts.pass_mark is not None and total < facts.pass_mark:
        told = {"total": total, "needed": facts.pass_mark, "grade": fail}
        findings.append(Finding(cite, False, Message("assessment.total.pass_total", told), advice=True))
    findings.append(_sum(facts, total, proposed, parameters))
    return Decision.of(
        findings, {"total": total, "proposed": proposed, "conditions": tuple(one.code for one in failed)}
    )


def _weights(facts: ComponentTotalFacts, parameters: Parameters) -> Finding | None:
    """Weights that don't make up the whole give no total."""
    whole, weight = parameters["assessment.total_mark"], sum((one.weight for one in facts.components), Decimal(0))
    if weight == whole:
        return None
    message = Message("assessment.scheme.weights", {"total": weight, "whole": whole})
    cure = Cure(Message("assessment.total.cure_weights"), authority="offering_department")
    return Finding(parameters.cite("scheme"), None, message, cure)


def _total(facts: ComponentTotalFacts, parameters: Parameters) -> Decimal:
    """Add the weighted marks as fractions, and round once at the end, half up."""
    exact = sum(
        (Fraction(one.mark or 0) / Fraction(one.maximum) * Fraction(one.weight) for one in facts.components),
        Fraction(0),
    )
    places = parameters["assessment.total_decimals"]
    step = Fraction(Decimal(1).scaleb(-places))
    return Decimal((exact / step + Fraction(1, 2)) // 1).scaleb(-places)


def _letter(facts: ComponentTotalFacts, total: Decimal, parameters: Parameters) -> tuple[str, bool]:
    """The best letter whose line the total reaches, and whether the total passes."""
    codes = parameters["assessment.proposed_codes"]
    if not facts.graded:
        line = parameters["assessment.ungraded_pass_mark"] if facts.pass_mark is None else facts.pass_mark
        return codes["pass_only"], total >= line
    reached = [letter for letter, minimum in lines(facts.boundaries, parameters).items() if total >= minimum]
    passes = bool(reached) and (facts.pass_mark is None or total >= facts.pass_mark)
    return reached[0] if reached else codes["fail"], passes


def _absences(facts: ComponentTotalFacts, parameters: Parameters) -> Iterator[Finding]:
    absent = tuple(one.code for one in facts.components if one.absent)
    if absent:
        message = Message("assessment.total.some_absent", {"components": absent})
        yield Finding(parameters.cite("scheme"), True, message, reading="assessment.total.absence_reading")


def _conditions(failed: list[MarkFact], fail: str, parameters: Parameters) -> Iterator[Finding]:
    """A condition that is not met proposes a fail; it refuses nothing, because the teacher decides."""
    for one in failed:
        told: dict[str, Any] = {"component": one.code, "mark": one.mark or 0, "needed": one.pass_mark, "grade": fail}
        message = Message("assessment.total.condition", told)
        yield Finding(parameters.cite("scheme"), False, message, advice=True)


def _sum(facts: ComponentTotalFacts, total: Decimal, proposed: str, parameters: Parameters) -> Finding:
    whole = parameters["assessment.total_mark"]
    message = Message("assessment.total.proposed", {"total": total, "whole": whole, "grade": proposed})
    return Finding(parameters.cite("scheme"), True, message, reading="assessment.total.reading")

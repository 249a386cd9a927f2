"""The class of an award: the GPA for award against the bands of the requirement document, and penalties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any, Self

from pydantic import Field, model_validator

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, Record, rule
from registrar.rulebook.missing import CannotTell
from registrar.rulebook.requirements import RequirementDocument


class CountedResult(Record):
    """The last attempt of a subject that counts for the award."""

    subject: str = Field(description="Subject code")
    credits: int = Field(ge=0, description="Credits of the subject")
    points: Decimal | None = Field(
        default=None, ge=0, description="Grade point; none where the code stays out of every GPA"
    )
    level: int | None = Field(default=None, description="Level of the subject")
    transferred: bool = Field(default=False, description="Recognised from earlier study instead of taken here")


class ClassificationFacts(Facts):
    """What the class of an award is computed from."""

    programme: str = Field(description="Programme code")
    level: str = Field(default="", description="Level of the programme")
    results: tuple[CountedResult, ...] = Field(description="Last attempts of curriculum and free-elective subjects")
    grade_missing: bool = Field(default=False, description="Whether a grade is missing")
    decided: str | None = Field(
        default=None, description="Class that the Board of Examiners decided, by code; none: the computed one"
    )
    penalties: int = Field(default=0, ge=0, description="Penalties that lower the class, not carried out yet")

    @model_validator(mode="after")
    def _each_subject_once(self) -> Self:
        """The last attempt of a subject is one."""
        codes = [row.subject for row in self.results]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise ValueError(f"results: {', '.join(twice)} stands more than once; give the last attempt only")
        return self


@rule(
    name="award.classification",
    title=Bilingual("Classification of the award", "學術資格的等級"),
    clauses={
        "curriculum_only": ("polyu-2024-25:5F-02", "polyu-2018-19:3U-02"),
        "bands": ("polyu-2024-25:GAP-04", "polyu-2018-19:3U-02"),
        "board": ("polyu-2024-25:6I-01",),
        "penalty": ("polyu-2024-25:11B-13",),
    },
    parameters=("assessment.gpa_decimals", "assessment.gpa_rounding", "assessment.transfers_in_gpa"),
    binds_by="term",
    kind="figure",
    answer="title",
)
def classification(facts: ClassificationFacts, parameters: Parameters, as_of: date) -> Decision:
    """Compute the GPA for award, propose the class of its band, and step the board's class down for a penalty.

    Result: `award_gpa` with its `working`, `proposed` and `class` (after penalties) by code, and `title`. No class is
    proposed while a grade is missing, nor where the document has no bands: then the outcome is UNDETERMINED. One
    penalty lowers the class by one; at the lowest class it stays and the registry is asked, as it is about two.
    """
    if facts.grade_missing:
        cure = Cure(Message("award.classification.cure_grade", {}), authority="panel_chair")
        finding = Finding(parameters.cite("bands"), None, Message("award.classification.grade_missing", {}), cure)
        return Decision.of([finding])
    document = parameters.requirements.find("programme", facts.programme, facts.need("cohort"), facts.level)
    if document is None or not document.bands:
        return Decision.of([_no_bands(facts, parameters)])
    rounded, working = _average(facts, document, parameters)
    findings = [
        Finding(parameters.cite("curriculum_only"), True, Message("award.classification.average", {"gpa": rounded}))
    ]
    result: dict[str, Any] = {"award_gpa": rounded, "working": working}
    proposed = next((band.code for band in document.bands if rounded >= band.gpa), None)
    if proposed is None and facts.decided is None:
        findings.append(
            Finding(parameters.cite("bands"), None, Message("award.classification.below", {"gpa": rounded}))
        )
        return Decision.of(findings, result)
    titles = {band.code: band.title for band in document.bands}
    if proposed is not None:
        args = {"class": titles[proposed], "gpa": rounded}
        findings.append(Finding(parameters.cite("bands"), True, Message("award.classification.proposed", args)))
    held = facts.decided or proposed
    if held not in titles:
        raise CannotTell(Message("award.classification.unknown", {"class": held or ""}), f"no class {held!r}")
    if facts.decided is not None and facts.decided != proposed:
        message = Message("award.classification.departed", {"class": titles[held]})
        findings.append(Finding(parameters.cite("board"), True, message))
    final, lowered = _lowered(list(titles), held, facts.penalties)
    findings += [_penalty(lowered, titles[final], parameters)] if facts.penalties else []
    result |= {"proposed": proposed, "class": final, "title": titles[final], "penalties_used": lowered}
    return Decision.of(findings, result)


def _no_bands(facts: ClassificationFacts, parameters: Parameters) -> Finding:
    message = Message("award.classification.no_bands", {"code": facts.programme, "cohort": facts.need("cohort")})
    cure = Cure(Message("award.classification.cure_bands", {}), authority="department")
    return Finding(parameters.cite("bands"), None, message, cure)


def _average(
    facts: ClassificationFacts, document: RequirementDocument, parameters: Parameters
) -> tuple[Decimal, dict[str, Any]]:
    """Return the average weighted by credits and, where the document says so, by level, as the registry rounds it."""
    transfers = parameters["assessment.transfers_in_gpa"]
    rows = [row for row in facts.results if row.points is not None and row.credits]
    graded = [(row, _weight(row, document)) for row in rows if transfers or not row.transferred]
    weight = sum((row.credits * factor for row, factor in graded), Decimal(0))
    points = sum((row.points * row.credits * factor for row, factor in graded if row.points is not None), Decimal(0))
    if not weight:
        raise CannotTell(Message("award.classification.nothing", {}), "no graded result counts for the award")
    exact = points / weight
    working = {"credits": weight, "points": points, "subjects": len(graded)}
    mode = parameters["assessment.gpa_rounding"]
    if mode == "exact":
        return exact, working
    step = Decimal(1).scaleb(-parameters["assessment.gpa_decimals"])
    return exact.quantize(step, ROUND_DOWN if mode == "truncate" else ROUND_HALF_UP), working


def _weight(row: CountedResult, document: RequirementDocument) -> Decimal:
    if document.weights and row.level is None:
        raise CannotTell(Message("award.classification.no_level", {"subject": row.subject}), f"no level: {row.subject}")
    return document.weights.get(row.level or 0, Decimal(1))


def _lowered(ladder: Sequence[str], held: str, penalties: int) -> tuple[str, int]:
    """Return the class after at most one step down, and how many penalties that used up."""
    place = ladder.index(held)
    if penalties != 1 or place + 1 == len(ladder):
        return held, 0
    return ladder[place + 1], 1


def _penalty(lowered: int, title: Bilingual, parameters: Parameters) -> Finding:
    clause, reading = parameters.cite("penalty"), "award.classification.reading_penalty"
    if lowered:
        return Finding(clause, True, Message("award.classification.lowered", {"class": title}), reading=reading)
    cure = Cure(Message("award.classification.cure_penalty", {}), authority="academic_registry")
    message = Message("award.classification.not_lowered", {"class": title})
    return Finding(clause, None, message, cure, reading=reading)

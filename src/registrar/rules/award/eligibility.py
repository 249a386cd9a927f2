"""Whether a student has earned the award."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from registrar.kernel import AcademicYear, Bilingual, Cure, Decision, Finding, Message, Term
from registrar.rulebook import Facts, Parameters, Record, TermKey, rule


class Requirement(Record):
    """The title of a requirement."""

    en: str = Field(description="In English")
    zh: str = Field(description="In Chinese")


class EligibilityFacts(Facts):
    """What the degree audit, the GPA and the record say of one study at the end of a term."""

    credits_required: int = Field(gt=0, description="Credits that the requirement document demands")
    credits_counted: int = Field(ge=0, description="Credits passed that count for the award")
    credits_taken_here: int = Field(ge=0, description="Of them, credits taken here: not transferred, not exempted")
    professional_exception: bool = Field(
        default=False, description="Whether a professional body stipulates another share to be taken here"
    )
    requirements_met: bool | None = Field(
        default=None, description="Whether every other requirement is met, options on record included"
    )
    requirements_missing: tuple[Requirement, ...] = Field(default=(), description="Requirements not met yet, by title")
    gpa: Decimal | None = Field(default=None, ge=0, description="GPA at the end of the term")
    least_gpa: Decimal | None = Field(
        default=None, ge=0, description="GPA that the requirement document asks for itself"
    )
    results_pending: bool = Field(default=False, description="Whether a result that matters isn't final")
    option: Literal["none", "minor", "second_major", "secondary_major", "double_degree"] = Field(
        default="none", description="Option beside the Major that is on record and not withdrawn"
    )
    admission_type: Literal["ordinary", "advanced_standing", "senior_year", "articulation"] = Field(
        default="ordinary", description="How the student was admitted"
    )
    exceptional_entry: bool = Field(
        default=False,
        description="Whether admitted exceptionally on a qualification above associate degree or higher diploma",
    )
    transfer_effective: TermKey | None = Field(
        default=None, description="Latest term from which transferred credits count"
    )
    award_deferred_until: date | None = Field(default=None, description="Last day to which a penalty defers graduation")


@rule(
    name="award.eligibility",
    title=Bilingual("Eligibility for the award", "獲頒學術資格的條件"),
    clauses={
        "conditions": ("polyu-2024-25:6J-01",),
        "taken_here": ("polyu-2024-25:5B-01", "polyu-2018-19:3Q-01"),
        "option": ("polyu-2024-25:4M-05", "polyu-2018-19:3O-06"),
        "option_gpa": ("polyu-2018-19:3O-02",),
        "double_degree": ("polyu-2018-19:3N-02",),
        "short_curriculum": ("polyu-2024-25:5B-13", "polyu-2018-19:3Q-08"),
        "effect": ("polyu-2024-25:5B-15", "polyu-2018-19:3Q-13"),
        "deferred": ("polyu-2024-25:11B-16",),
    },
    parameters=(
        "award.least_gpa",
        "award.option_gpa",
        "award.double_degree_credits",
        "registration.taken_here_one_part_in",
        "registration.short_curriculum_types",
        "registration.short_curriculum_least_credits",
        "registration.short_curriculum_exception_before",
    ),
    binds_by="term",
)
def eligibility(facts: EligibilityFacts, parameters: Parameters, as_of: date) -> Decision:
    """Test the conditions of the award one by one: credits, the part taken here, everything else asked for, the GPA.

    ALLOWED is eligible; the Board of Examiners confirms it. UNDETERMINED while a result is pending or a fact unknown.
    Result: `conditions`, true, false or null for each.
    """
    tests = {
        "credits": _credits(facts, parameters),
        "taken_here": _taken_here(facts, parameters),
        "requirements": _requirements(facts, parameters),
        "gpa": _gpa(facts, parameters),
        "short_curriculum": _short_curriculum(facts, parameters),
        "transfer": _transfer(facts, parameters),
        "penalty": _deferred(facts, parameters, as_of),
    }
    found = {name: finding for name, finding in tests.items() if finding is not None}
    return Decision.of(found.values(), {"conditions": {name: finding.holds for name, finding in found.items()}})


def _general(parameters: Parameters, role: str) -> str:
    """The role that carries a condition: the edition's own clause on awards, where it has one."""
    return "conditions" if parameters.has_clause("conditions") else role


def _silent(parameters: Parameters) -> str | None:
    """Where the edition prints no conditions of an award, say by what the rule goes."""
    return None if parameters.has_clause("conditions") else "award.eligibility.reading_silent"


def _credits(facts: EligibilityFacts, parameters: Parameters) -> Finding:
    needed = facts.credits_required
    clause, reading = parameters.cite(_general(parameters, "taken_here")), _silent(parameters)
    if facts.option == "double_degree" and parameters.has_clause("double_degree"):
        needed += parameters["award.double_degree_credits"]
        clause, reading = parameters.cite("double_degree"), None
    args = {"credits": facts.credits_counted, "needed": needed, "lacks": max(0, needed - facts.credits_counted)}
    if facts.credits_counted >= needed:
        return Finding(clause, True, Message("award.eligibility.credits_met", args), reading=reading)
    cure = Cure(Message("award.audit.cure_credits", args))
    return Finding(clause, False, Message("award.eligibility.credits_short", args), cure, reading=reading)


def _taken_here(facts: EligibilityFacts, parameters: Parameters) -> Finding:
    """One part in so many of the credits, compared exactly."""
    parts = parameters["registration.taken_here_one_part_in"]
    lacks = -(-facts.credits_required // parts) - facts.credits_taken_here
    args = {"here": facts.credits_taken_here, "parts": parts, "required": facts.credits_required, "lacks": lacks}
    if facts.professional_exception and parameters.has_clause("conditions"):
        return Finding(parameters.cite("conditions"), True, Message("award.eligibility.professional", args))
    met = facts.credits_taken_here * parts >= facts.credits_required
    key = "award.eligibility.taken_here_met" if met else "award.eligibility.taken_here_short"
    cure = None if met else Cure(Message("award.eligibility.cure_taken_here", args))
    return Finding(parameters.cite("taken_here"), met, Message(key, args), cure)


def _requirements(facts: EligibilityFacts, parameters: Parameters) -> Finding:
    clause = parameters.cite("option" if facts.option != "none" else _general(parameters, "taken_here"))
    if facts.results_pending:
        wait = Cure(Message("award.classification.cure_grade", {}), authority="panel_chair")
        return Finding(clause, None, Message("award.eligibility.pending", {}), wait)
    met = facts.need("requirements_met")
    missing = tuple(Bilingual(one.en, one.zh) for one in facts.requirements_missing)
    reading = _silent(parameters) if facts.option == "none" else None
    if met:
        return Finding(clause, True, Message("award.eligibility.requirements_met", {}), reading=reading)
    key = "award.eligibility.cure_any_requirement" if facts.option == "none" else "award.eligibility.cure_requirements"
    cure = Cure(Message(key, {"requirements": missing}))
    told = "award.eligibility.requirements_missing" if missing else "award.eligibility.requirements_unmet"
    return Finding(clause, False, Message(told, {"requirements": missing}), cure, reading=reading)


def _gpa(facts: EligibilityFacts, parameters: Parameters) -> Finding | None:
    """The university's line, the document's own, or that of an option: the highest decides."""
    lines: list[tuple[Decimal, str]] = []
    if parameters.has_clause("conditions"):
        lines.append((parameters["award.least_gpa"], "conditions"))
    if facts.option in ("minor", "second_major") and parameters.has_clause("option_gpa"):
        lines.append((parameters["award.option_gpa"], "option_gpa"))
    if facts.least_gpa is not None:
        lines.append((facts.least_gpa, _general(parameters, "taken_here")))
    if not lines:
        return None
    line, role = max(lines)
    gpa = facts.need("gpa")
    met = gpa >= line
    key = "award.eligibility.gpa_met" if met else "award.eligibility.gpa_low"
    cure = None if met else Cure(Message("award.eligibility.cure_gpa", {"line": line}))
    return Finding(parameters.cite(role), met, Message(key, {"gpa": gpa, "line": line}), cure)


def _short_curriculum(facts: EligibilityFacts, parameters: Parameters) -> Finding | None:
    if facts.admission_type not in parameters["registration.short_curriculum_types"]:
        return None
    clause, least = parameters.cite("short_curriculum"), parameters["registration.short_curriculum_least_credits"]
    args = {"here": facts.credits_taken_here, "least": least, "lacks": max(0, least - facts.credits_taken_here)}
    if facts.exceptional_entry and parameters.has_clause("option_gpa"):
        before = AcademicYear.parse(parameters["registration.short_curriculum_exception_before"])
        if AcademicYear.parse(facts.need("cohort")) < before:
            return Finding(clause, True, Message("award.eligibility.exceptional_entry", args))
    met = facts.credits_taken_here >= least
    key = "award.eligibility.least_met" if met else "award.eligibility.least_short"
    cure = None if met else Cure(Message("award.audit.cure_credits", args))
    return Finding(clause, met, Message(key, args), cure)


def _transfer(facts: EligibilityFacts, parameters: Parameters) -> Finding | None:
    """Credits count from the term of their approval, and graduation waits for its end."""
    effective = facts.transfer_effective
    if effective is None or Term.parse(effective) <= Term.parse(facts.need("term")):
        return None
    args = {"term": Term.parse(effective)}
    cure = Cure(Message("award.eligibility.cure_transfer", args))
    return Finding(parameters.cite("effect"), False, Message("award.eligibility.transfer_waits", args), cure)


def _deferred(facts: EligibilityFacts, parameters: Parameters, as_of: date) -> Finding | None:
    until = facts.award_deferred_until
    if until is None or as_of > until:
        return None
    cure = Cure(Message("award.eligibility.cure_deferred", {"day": until}))
    return Finding(parameters.cite("deferred"), False, Message("award.eligibility.deferred", {"day": until}), cure)

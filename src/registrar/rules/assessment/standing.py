"""Progressing, on probation, or de-registered: the standing of a student at the end of a term."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message, Outcome, Term
from registrar.rulebook import Facts, Parameters, Record, rule
from registrar.rulebook.facts import TermKey


class TermFigures(Record):
    """The figures of one assessed term."""

    term: TermKey = Field(description="Term key")
    gpa: Decimal = Field(ge=0, description="GPA (cumulative) after the term")
    semester_gpa: Decimal | None = Field(default=None, ge=0, description="Semester GPA of the term")
    counts: bool = Field(default=True, description="False for a Summer Term that the programme doesn't make compulsory")


class CompulsoryFailure(Record):
    """A compulsory subject whose last final result is a fail."""

    subject: str = Field(description="Subject code")
    retakes: int = Field(ge=0, description="Retakes already used, with final results")
    departmental_limit: int | None = Field(default=None, ge=0, description="A departmental limit below the general one")


class StandingFacts(Facts):
    """What the board needs to know about one student after a term."""

    figures: tuple[TermFigures, ...] = Field(
        description="Terms with final results, the term in question among them; deferred ones are left out"
    )
    results_complete: bool = Field(default=True, description="False while a grade of the term is missing")
    requirements_outstanding: bool = Field(default=True, description="Whether anything is left for the award")
    normal_duration_over: bool = Field(default=False, description="The last semester of the normal duration is over")
    maximum_period_over: bool = Field(default=False, description="The last semester of the maximum period is over")
    duration_known: bool = Field(default=True, description="False where it can't be told whether that time is over")
    extension_running: bool = Field(default=False, description="An approved extension (AR9) covers the next semester")
    failures: tuple[CompulsoryFailure, ...] = Field(
        default=(), description="Compulsory subjects failed at last attempt"
    )


@rule(
    name="assessment.standing",
    title=Bilingual("Standing at the end of a term", "學期終結時的學業狀況"),
    clauses={
        "progression": ("polyu-2024-25:6B-01",),
        "i": ("polyu-2024-25:6B-02",),
        "ii": ("polyu-2024-25:6B-03",),
        "iii": ("polyu-2024-25:6B-04",),
        "iv": ("polyu-2024-25:6B-05",),
        "v": ("polyu-2024-25:6B-06",),
        "early": ("polyu-2024-25:6B-07",),
        "summer": ("polyu-2024-25:6B-08",),
        "probation": ("polyu-2024-25:6C-01",),
    },
    parameters=(
        "assessment.progression_gpa",
        "assessment.low_gpa_run_short",
        "assessment.low_gpa_run_long",
        "assessment.duration_ground",
        "assessment.poor_performance_gpa",
        "registration.max_retakes",
    ),
    binds_by="term",
    kind="standing",
    answer="standing",
)
def standing(facts: StandingFacts, parameters: Parameters, as_of: date) -> Decision:
    """Test the five grounds for de-registration, then probation.

    Outcome REFUSED proposes de-registration (result `grounds`), ALLOWED leaves the student progressing, on probation
    where result `standing` says so, NOT_APPLICABLE follows a Summer Term that decides nothing, and UNDETERMINED means
    that a grade is missing. `poor` puts a student on the report of extremely poor performance, which proposes nothing.
    After a semester in which nothing was assessed, grounds (iv) and (v) aren't tested anew. The board decides; this is
    what it is given.
    """
    term = Term.parse(facts.need("term"))
    if not facts.results_complete:
        message, cure = Message("assessment.standing.grades_missing", {}), Message("assessment.board.cure_grade", {})
        finding = Finding(parameters.cite("progression"), None, message, Cure(cure, authority="panel_chair"))
        return Decision(Outcome.UNDETERMINED, (finding,), {"standing": "missing", "grounds": []})
    known = _in_order(facts.figures, term)
    assessed = bool(known) and known[-1].term == facts.term
    if not (known[-1].counts if assessed else not term.is_summer):
        finding = Finding(parameters.cite("summer"), True, Message("assessment.standing.summer", {}))
        return Decision.not_applicable([finding], {"standing": "unchanged", "grounds": []})
    if not facts.duration_known:
        clause = parameters.cite(parameters["assessment.duration_ground"])
        finding = Finding(clause, None, Message("assessment.standing.duration_unknown", {}))
        return Decision(Outcome.UNDETERMINED, (finding,), {"standing": "missing", "grounds": []})
    run = [figure for figure in known if figure.counts]
    grounds = {
        parameters["assessment.duration_ground"]: _duration(facts, parameters),
        "iii": _retakes(facts, parameters),
        "iv": _short_run(run, parameters) if assessed else _not_assessed("iv", parameters),
        "v": _long_run(run, parameters) if assessed else _not_assessed("v", parameters),
    }
    met = [name for name, finding in grounds.items() if finding.holds is False]
    probation = _probation(run, parameters)
    poor = _poor(run, parameters)
    name = "deregistration" if met else "probation" if probation.holds is False else "progressing"
    findings = [*grounds.values(), probation, *([poor] if poor else [])]
    return Decision.of(findings, {"standing": name, "grounds": met, "poor": poor is not None})


def _in_order(figures: tuple[TermFigures, ...], term: Term) -> list[TermFigures]:
    """Terms up to the one in question, oldest first, each once, in whatever order they were given."""
    by_term = {Term.parse(figure.term): figure for figure in figures}
    return [by_term[place] for place in sorted(by_term) if place <= term]


def _appeal() -> Cure:
    """Nothing but an appeal answers a ground that is met."""
    return Cure(Message("assessment.standing.cure_appeal", {}), form="AR149", authority="academic_appeals_committee")


def _not_assessed(ground: str, parameters: Parameters) -> Finding:
    """A semester without results neither counts nor breaks the run."""
    message = Message("assessment.standing.not_assessed", {})
    return Finding(parameters.cite(ground), True, message, reading="assessment.standing.reading_run")


def _duration(facts: StandingFacts, parameters: Parameters) -> Finding:
    """Grounds (i) and (ii): which of the two periods binds follows from the year of admission."""
    ground = parameters["assessment.duration_ground"]
    if ground == "i":
        over, extended, kind = facts.maximum_period_over, False, "maximum"
    else:
        # Whoever is beyond the longer period is beyond the normal duration too.
        over = facts.maximum_period_over or facts.normal_duration_over
        extended, kind = over and facts.extension_running, "normal"
    met = over and not extended and facts.requirements_outstanding
    state = "runs" if not over else "extended" if extended else "over" if met else "complete"
    message, clause = Message(f"assessment.standing.{kind}_{state}", {}), parameters.cite(ground)
    if ground == "i":
        return Finding(clause, not met, message, _appeal() if met else None)
    cure = Cure(Message("assessment.standing.cure_extension", {}), form="AR9") if met else None
    return Finding(clause, not met, message, cure, reading="assessment.standing.reading_final_year")


def _retakes(facts: StandingFacts, parameters: Parameters) -> Finding:
    """Ground (iii): the last allowed retake of a compulsory subject failed; a lower departmental limit goes first."""
    general = parameters["registration.max_retakes"]
    exhausted = sorted(failure.subject for failure in facts.failures if failure.retakes >= _limit(failure, general))
    if exhausted:
        message = Message("assessment.standing.retakes_exhausted", {"subjects": tuple(exhausted)})
    else:
        message = Message("assessment.standing.retakes_left", {"failed": len(facts.failures)})
    cure = _appeal() if exhausted else None
    return Finding(parameters.cite("iii"), not exhausted, message, cure, reading="assessment.standing.reading_retakes")


def _limit(failure: CompulsoryFailure, general: int) -> int:
    """A department may allow fewer retakes than the University, never more."""
    return general if failure.departmental_limit is None else min(general, failure.departmental_limit)


def _short_run(run: list[TermFigures], parameters: Parameters) -> Finding:
    """Ground (iv): GPA under the line at the end of two counted terms running, and the last Semester GPA too."""
    line, length = parameters["assessment.progression_gpa"], parameters["assessment.low_gpa_run_short"]
    last = run[-length:]
    low = len(last) == length and all(figure.gpa < line for figure in last)
    semester = last[-1].semester_gpa if last else None
    met = low and semester is not None and semester < line
    key = "assessment.standing.short_run_met" if met else "assessment.standing.short_run_clear"
    args = {
        "line": line,
        "terms": length,
        "gpas": _listed(last),
        "semester_gpa": semester if semester is not None else "-",
    }
    cure = _appeal() if met else None
    return Finding(parameters.cite("iv"), not met, Message(key, args), cure, reading="assessment.standing.reading_run")


def _long_run(run: list[TermFigures], parameters: Parameters) -> Finding:
    """Ground (v): GPA under the line at the end of three counted terms running, whatever the Semester GPAs."""
    line, length = parameters["assessment.progression_gpa"], parameters["assessment.low_gpa_run_long"]
    last = run[-length:]
    met = len(last) == length and all(figure.gpa < line for figure in last)
    key = "assessment.standing.long_run_met" if met else "assessment.standing.long_run_clear"
    message, cure = Message(key, {"line": line, "terms": length, "gpas": _listed(last)}), _appeal() if met else None
    return Finding(parameters.cite("v"), not met, message, cure, reading="assessment.standing.reading_run")


def _probation(run: list[TermFigures], parameters: Parameters) -> Finding:
    """Probation is a warning: the study goes on, with a lighter load."""
    line = parameters["assessment.progression_gpa"]
    if not run:
        return Finding(parameters.cite("probation"), True, Message("assessment.standing.no_gpa", {}), advice=True)
    low = run[-1].gpa < line
    key = "assessment.standing.probation" if low else "assessment.standing.good"
    cure = Cure(Message("assessment.standing.cure_probation", {"line": line}), form="AR150") if low else None
    message, reading = Message(key, {"gpa": run[-1].gpa, "line": line}), "assessment.standing.reading_probation"
    return Finding(parameters.cite("probation"), not low, message, cure, advice=True, reading=reading)


def _poor(run: list[TermFigures], parameters: Parameters) -> Finding | None:
    """De-registration before grounds (iv) and (v) is the board's to consider; a very low GPA is only reported."""
    line = parameters["assessment.poor_performance_gpa"]
    if not run or run[-1].gpa >= line:
        return None
    message = Message("assessment.standing.poor", {"gpa": run[-1].gpa, "line": line})
    return Finding(parameters.cite("early"), False, message, advice=True, reading="assessment.board.reading_early")


def _listed(figures: list[TermFigures]) -> tuple[Decimal, ...] | str:
    return tuple(figure.gpa for figure in figures) or "-"

"""How long a study may last, and whether that time is used up."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import AcademicYear, Bilingual, Cure, Decision, Finding, Message, Term
from registrar.rulebook import Cohort, Facts, Parameters, TermKey, rule


class NormalDurationFacts(Facts):
    """The length of a programme and what moved its end for one student."""

    cohort: Cohort = Field(description="Academic year of admission, such as 2021/22")
    term: TermKey = Field(description="Term under consideration, such as 2024/25-S1")
    term_over: bool = Field(default=False, description="Whether that term is over and its results are known")
    first_term: TermKey | None = Field(default=None, description="First semester, where not Semester One of the cohort")
    normal_semesters: int = Field(gt=0, description="Normal duration of the programme, in semesters")
    stated_maximum_semesters: int | None = Field(
        default=None, gt=0, description="Maximum period that the programme requirement document states, in semesters"
    )
    deferred_semesters: int = Field(default=0, ge=0, description="Semesters of approved deferment")
    zero_subject_semesters: int = Field(default=0, ge=0, description="Zero-subject semesters approved as counted")
    zero_subject_left_out: int = Field(default=0, ge=0, description="Zero-subject semesters approved as not counted")
    extension_semesters: int = Field(default=0, ge=0, description="Semesters of extension approved on AR9")
    self_paced: bool = Field(default=False, description="Whether the student is self-paced")
    requirements_outstanding: bool = Field(default=True, description="Whether anything is left for the award")


@rule(
    name="enrolment.normal_duration",
    title=Bilingual("Length of study", "修讀年期"),
    clauses={
        "normal_duration": ("polyu-2024-25:4D-02",),
        "extension": ("polyu-2024-25:4D-03",),
        "maximum_period": ("polyu-2024-25:4E-01", "polyu-2018-19:3F-01"),
        "no_title": ("polyu-2024-25:4E-02", "polyu-2018-19:3F-02"),
        "deferment": ("polyu-2024-25:4H-04", "polyu-2018-19:3I-07"),
        "zero_subject": ("polyu-2024-25:4I-04", "polyu-2018-19:3J-04"),
        "self_paced": ("polyu-2024-25:4K-10", "polyu-2018-19:3L-08"),
    },
    parameters=(
        "enrolment.duration_limit",
        "enrolment.maximum_period_multiple",
        "enrolment.maximum_period_cap",
        "enrolment.zero_subject_may_be_left_out",
    ),
    binds_by="event_date",
    kind="date",
    answer="last_term",
)
def normal_duration(facts: NormalDurationFacts, parameters: Parameters, as_of: date) -> Decision:
    """Find the last term that a study may reach, and tell whether it is over with requirements outstanding.

    Result: `limit` (normal_duration or maximum_period, by year of admission), `normal_last_term` (end of the normal
    duration, without extension), `last_term` (end of the time allowed), `maximum_semesters` where that limit applies,
    `beyond_normal` and `over`. REFUSED means that the time is used up: the ground for de-registration.
    """
    limit = parameters["enrolment.duration_limit"]
    skipped = _skipped(facts, parameters)
    first = _first_term(facts)
    normal_last = first.plus_semesters(facts.normal_semesters + skipped - 1)
    result: dict[str, object] = {"limit": limit, "normal_last_term": normal_last}
    if limit == "maximum_period":
        maximum = _maximum_semesters(facts, parameters)
        last = first.plus_semesters(maximum + skipped - 1)
        result["maximum_semesters"] = maximum
    else:
        last = first.plus_semesters(facts.normal_semesters + skipped + facts.extension_semesters - 1)
    term = Term.parse(facts.term)
    over = term > last or (term == last and facts.term_over)
    result |= {"last_term": last, "beyond_normal": term > normal_last, "over": over}
    findings = [_main(facts, parameters, limit, last, over), *_moved(facts, parameters)]
    if facts.self_paced:
        spent = over and facts.requirements_outstanding
        message = Message(f"enrolment.duration.self_paced_{'over' if spent else 'within'}", {"last": last})
        findings.append(Finding(parameters.cite("self_paced"), not spent, message))
    if limit == "maximum_period" and not over:
        findings.append(Finding(parameters.cite("no_title"), True, Message("enrolment.duration.no_title"), advice=True))
    return Decision.of(findings, result)


def _first_term(facts: NormalDurationFacts) -> Term:
    if facts.first_term is None:
        return Term(AcademicYear.parse(facts.cohort), "S1")
    first = Term.parse(facts.first_term)
    # Semesters are counted from the first one after a Summer Term.
    return first.next() if first.is_summer else first


def _skipped(facts: NormalDurationFacts, parameters: Parameters) -> int:
    """Semesters that the count leaves out: deferment, and zero-subject semesters where approval may say so."""
    skipped = facts.deferred_semesters
    if facts.zero_subject_left_out and parameters["enrolment.zero_subject_may_be_left_out"]:
        skipped += facts.zero_subject_left_out
    return skipped


def _maximum_semesters(facts: NormalDurationFacts, parameters: Parameters) -> int:
    cap: int = parameters["enrolment.maximum_period_cap"] * 2
    if facts.stated_maximum_semesters is not None:
        return min(facts.stated_maximum_semesters, cap)
    usual: int = facts.normal_semesters * parameters["enrolment.maximum_period_multiple"]
    return min(usual, cap)


def _main(facts: NormalDurationFacts, parameters: Parameters, limit: str, last: Term, over: bool) -> Finding:
    """The clause that ends the study: met when the time is over and something is still to be done."""
    spent = over and facts.requirements_outstanding
    state = "over" if spent else ("completed" if over else "running")
    message = Message(f"enrolment.duration.{limit}_{state}", {"last": last})
    cure = None
    if spent and parameters.has_clause("extension") and limit == "normal_duration":
        cure = Cure(Message("enrolment.duration.cure_extension"), form="AR9", authority="head_of_department")
    return Finding(parameters.cite(limit), not spent, message, cure)


def _moved(facts: NormalDurationFacts, parameters: Parameters) -> list[Finding]:
    """What moved the end, or didn't."""
    findings = []
    if facts.deferred_semesters:
        message = Message("enrolment.duration.deferred", {"semesters": facts.deferred_semesters})
        findings.append(Finding(parameters.cite("deferment"), True, message))
    if facts.zero_subject_semesters:
        message = Message("enrolment.duration.zero_subject_counted", {"semesters": facts.zero_subject_semesters})
        findings.append(Finding(parameters.cite("zero_subject"), True, message))
    if facts.zero_subject_left_out:
        key = "left_out" if parameters["enrolment.zero_subject_may_be_left_out"] else "counted"
        message = Message(f"enrolment.duration.zero_subject_{key}", {"semesters": facts.zero_subject_left_out})
        findings.append(Finding(parameters.cite("zero_subject"), True, message))
    if facts.extension_semesters and parameters.has_clause("extension"):
        message = Message("enrolment.duration.extended", {"semesters": facts.extension_semesters})
        findings.append(Finding(parameters.cite("extension"), True, message))
    return findings

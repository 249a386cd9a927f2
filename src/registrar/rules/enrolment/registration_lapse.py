"""Whether the award can still be reached within the maximum period."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Cohort, Facts, Parameters, TermKey, rule


class RegistrationLapseFacts(Facts):
    """What is left to do, and the time left for it."""

    cohort: Cohort = Field(description="Academic year of admission, such as 2019/20")
    term: TermKey = Field(description="Term whose results have just been released")
    credits_outstanding: int = Field(ge=0, description="Credits still needed for the award")
    semesters_left: int = Field(ge=0, description="Semesters left in the maximum period of registration")
    credits_approved_beyond: int = Field(
        default=0,
        ge=0,
        description="Credits above the semester's ceiling or in Summer Terms that the department approved",
    )


@rule(
    name="enrolment.registration_lapse",
    title=Bilingual("Award out of reach within the maximum period", "未能於最長註冊年期內取得學術資格"),
    clauses={
        "lapse": ("polyu-2024-25:4E-03", "polyu-2018-19:3F-02"),
    },
    parameters=("enrolment.duration_limit", "enrolment.semester_capacity"),
    binds_by="term",
    kind="consequence",
)
def registration_lapse(facts: RegistrationLapseFacts, parameters: Parameters, as_of: date) -> Decision:
    """Compare the credits outstanding with the credits that the semesters left can hold.

    REFUSED flags the student: the registry confirms with the department before registration lapses. NOT_APPLICABLE to
    cohorts without a maximum period. Result: `capacity` and `outstanding`, in credits.
    """
    clause = parameters.cite("lapse")
    if parameters["enrolment.duration_limit"] != "maximum_period":
        finding = Finding(clause, True, Message("enrolment.lapse.other_cohort", {"cohort": facts.cohort}))
        return Decision.not_applicable([finding])
    capacity = facts.semesters_left * parameters["enrolment.semester_capacity"] + facts.credits_approved_beyond
    args = {"outstanding": facts.credits_outstanding, "capacity": capacity, "semesters": facts.semesters_left}
    result = {"capacity": capacity, "outstanding": facts.credits_outstanding}
    if facts.credits_outstanding <= capacity:
        return Decision.of([Finding(clause, True, Message("enrolment.lapse.in_reach", args))], result)
    cure = Cure(Message("enrolment.lapse.cure"), authority="head_of_department")
    return Decision.of([Finding(clause, False, Message("enrolment.lapse.out_of_reach", args), cure)], result)

"""Who may stand for a scholarship after entry."""

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class ScholarshipCandidateFacts(Facts):
    """A student and a scholarship."""

    scholarship: Literal["post_entry", "special_needs"] = Field(
        description="A scholarship after entry, or one for students with special educational needs"
    )
    mode: Literal["full_time", "part_time"] = Field(description="Full-time or part-time study")
    level: str = Field(description="Level of the programme, such as bachelor")
    special_needs: bool = Field(default=False, description="The student has special educational needs")
    open_to_application: bool = Field(default=False, description="Students may apply themselves")
    nominated: bool = Field(default=False, description="The Head of Department has nominated the student")


@rule(
    name="finance.scholarship_candidate",
    title=Bilingual("Candidates for scholarships", "獎學金候選資格"),
    clauses={"candidate": ("polyu-2024-25:12C-13",)},
    parameters=("finance.scholarships",),
    binds_by="event_date",
    kind="acceptance",
)
def scholarship_candidate(facts: ScholarshipCandidateFacts, parameters: Parameters, as_of: date) -> Decision:
    """Accept full-time undergraduates nominated or applying, and full-time students with special needs (12C-13).

    Merit and the donor's own conditions are judged by the panel. The result has `route`: nomination or application.
    """
    clause = parameters.cite("candidate")
    terms = parameters["finance.scholarships"][facts.scholarship]
    findings = [
        Finding(clause, facts.mode in terms["mode"], Message("finance.scholarship.full_time", {})),
        Finding(clause, facts.level in terms["level"], Message("finance.scholarship.level", {})),
    ]
    if facts.scholarship == "special_needs":
        findings.append(Finding(clause, facts.special_needs, Message("finance.scholarship.special_needs", {})))
        return Decision.of(findings, {"route": "application"})
    route = "nomination" if facts.nominated else "application"
    cure = Cure(Message("finance.scholarship.ask_the_head", {}), authority="head_of_department")
    way = facts.nominated or facts.open_to_application
    findings.append(Finding(clause, way, Message("finance.scholarship.route", {}), cure=None if way else cure))
    return Decision.of(findings, {"route": route})

"""When students see their results."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class ResultReleaseFacts(Facts):
    """The finalisation day of the term and the state of one subject's grade."""

    finalised_on: date = Field(description="Results-finalisation date of the Academic Calendar")
    grade_final: bool = Field(default=True, description="Whether the review panel has made the subject's grade final")


@rule(
    name="assessment.result_release",
    title=Bilingual("Release of results", "成績公布"),
    clauses={"day": ("polyu-2024-25:6G-01",), "order": ("polyu-2024-25:6I-01",)},
    parameters=("assessment.release_days_after_finalisation",),
    binds_by="term",
    kind="date",
    answer="released_on",
)
def result_release(facts: ResultReleaseFacts, parameters: Parameters, as_of: date) -> Decision:
    """Tell from which day a result is shown, and whether it is on `as_of`. Result: `released_on`."""
    day = facts.finalised_on + timedelta(days=parameters["assessment.release_days_after_finalisation"])
    out = as_of >= day
    findings = [
        Finding(
            parameters.cite("day"),
            out,
            Message("assessment.release.out" if out else "assessment.release.not_yet", {"day": day}),
            None if out else Cure(Message("assessment.release.cure_wait", {"day": day}), by=day),
            reading="assessment.release.reading",
        ),
        Finding(
            parameters.cite("order"),
            facts.grade_final,
            Message("assessment.release.final" if facts.grade_final else "assessment.release.not_final", {}),
            None if facts.grade_final else Cure(Message("assessment.release.cure_panel", {}), authority="panel_chair"),
        ),
    ]
    return Decision.of(findings, {"released_on": day})

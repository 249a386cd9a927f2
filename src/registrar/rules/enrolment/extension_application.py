"""By when an extension of study duration is applied for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message
from registrar.rulebook import Cohort, Facts, Parameters, rule


class ExtensionApplicationFacts(Facts):
    """The application and the examinations of the last semester within the time allowed."""

    cohort: Cohort = Field(description="Academic year of admission, such as 2021/22")
    filed_on: date = Field(description="Day on which the application came in")
    exams_from: date | None = Field(
        default=None, description="First day of the examination period of the last semester within the time allowed"
    )


@rule(
    name="enrolment.extension_application",
    title=Bilingual("Applying for an extension of study duration", "申請延長修業期"),
    clauses={
        "window": ("polyu-2024-25:4D-04",),
        "extension": ("polyu-2024-25:4D-03",),
    },
    parameters=("enrolment.duration_limit", "enrolment.extension_form"),
    binds_by="event_date",
    kind="acceptance",
)
def extension_application(facts: ExtensionApplicationFacts, parameters: Parameters, as_of: date) -> Decision:
    """Take the application until the eve of the examination period. Result: `last_day`.

    "The semester concerned" is read as the last one within the time allowed. NOT_APPLICABLE in 2018/19, and to those
    bound by a maximum period, who need no extension.
    """
    if not parameters.has_clause("window"):
        return Decision.not_applicable()
    form: str = parameters["enrolment.extension_form"]
    if parameters["enrolment.duration_limit"] == "maximum_period":
        message = Message("enrolment.extension.not_needed", {"form": form, "cohort": facts.cohort})
        return Decision.not_applicable([Finding(parameters.cite("extension"), True, message)])
    last = facts.need("exams_from") - timedelta(days=1)
    held = facts.filed_on <= last
    args: dict[str, Any] = {"form": form, "filed": facts.filed_on, "last": last}
    message = Message("enrolment.form.in_time" if held else "enrolment.form.late", args)
    finding = Finding(parameters.cite("window"), held, message, reading="enrolment.reading.semester_concerned")
    return Decision.of([finding], {"last_day": last})

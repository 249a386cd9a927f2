"""By when self-paced status is applied for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, TermKey, rule


class SelfPacedApplicationFacts(Facts):
    """The application and the semester's dates."""

    term: TermKey = Field(description="Semester, such as 2024/25-S1")
    filed_on: date = Field(description="Day on which the application came in")
    registration_opens_on: date | None = Field(default=None, description="First day of subject registration")
    starts_on: date | None = Field(default=None, description="First day of the semester")


@rule(
    name="enrolment.self_paced_application",
    title=Bilingual("Applying for self-paced status", "申請自訂進度"),
    clauses={"window": ("polyu-2024-25:4K-09", "polyu-2018-19:3L-07")},
    parameters=("registration.self_paced_form", "enrolment.self_paced_start_day_counts"),
    binds_by="term",
    kind="acceptance",
)
def self_paced_application(facts: SelfPacedApplicationFacts, parameters: Parameters, as_of: date) -> Decision:
    """Take the application before registration opens; until the semester starts it is late but within the limit.

    Whether the first day of the semester is still good differs by edition. Result: `late_within_limit`, `last_day`.
    """
    form: str = parameters["registration.self_paced_form"]
    last: date = facts.need("starts_on")
    if not parameters["enrolment.self_paced_start_day_counts"]:
        last -= timedelta(days=1)
    held = facts.filed_on <= last
    late = held and facts.filed_on >= facts.need("registration_opens_on")
    args: dict[str, Any] = {"form": form, "filed": facts.filed_on, "last": last}
    key = "enrolment.form.late_within_limit" if late else "enrolment.form.in_time" if held else "enrolment.form.late"
    finding = Finding(parameters.cite("window"), held, Message(key, args), reading="enrolment.reading.self_paced_day")
    return Decision.of([finding], {"late_within_limit": late, "last_day": last})

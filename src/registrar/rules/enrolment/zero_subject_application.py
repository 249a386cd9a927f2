"""By when zero-subject enrolment is applied for."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message, Term
from registrar.rulebook import Facts, Parameters, TermKey, rule


class ZeroSubjectApplicationFacts(Facts):
    """The application, the semester's dates, and what was approved for the semester before."""

    term: TermKey = Field(description="Semester, such as 2024/25-S1")
    filed_on: date = Field(description="Day on which the application came in")
    starts_on: date | None = Field(default=None, description="First day of the semester")
    add_drop_ends_on: date | None = Field(default=None, description="Last day of add/drop of the term")
    compulsory_summer: bool = Field(
        default=False, description="Whether the programme makes this Summer Term compulsory"
    )
    deferment_approved: bool = Field(default=False, description="Whether deferment of study is approved for the term")


@rule(
    name="enrolment.zero_subject_application",
    title=Bilingual("Applying for zero-subject enrolment", "申請零科目註冊"),
    clauses={
        "window": ("polyu-2024-25:4I-03", "polyu-2018-19:3J-01"),
        "needed": ("polyu-2024-25:4I-01", "polyu-2018-19:3J-01"),
        "one_status": ("polyu-2024-25:4I-08",),
    },
    parameters=("registration.zero_subject_form",),
    binds_by="term",
    kind="acceptance",
)
def zero_subject_application(facts: ZeroSubjectApplicationFacts, parameters: Parameters, as_of: date) -> Decision:
    """Take the application until add/drop ends; what comes in the semester itself is late but within the limit.

    A semester with approved deferment takes no second status. NOT_APPLICABLE to a Summer Term that isn't compulsory.
    Result: `late_within_limit`, `last_day`.
    """
    form: str = parameters["registration.zero_subject_form"]
    if Term.parse(facts.term).is_summer and not facts.compulsory_summer:
        message = Message("enrolment.zero_subject.summer_free", {"form": form})
        return Decision.not_applicable([Finding(parameters.cite("needed"), True, message)])
    last = facts.need("add_drop_ends_on")
    args: dict[str, Any] = {"form": form, "filed": facts.filed_on, "last": last}
    findings = []
    if facts.deferment_approved and parameters.has_clause("one_status"):
        cure = Cure(Message("enrolment.cure.cancel_deferment"), authority="programme_department")
        message = Message("enrolment.zero_subject.deferred_already", args)
        findings.append(Finding(parameters.cite("one_status"), False, message, cure))
    held = facts.filed_on <= last
    late = held and facts.filed_on >= facts.need("starts_on")
    key = "enrolment.form.late_within_limit" if late else "enrolment.form.in_time" if held else "enrolment.form.late"
    findings.append(Finding(parameters.cite("window"), held, Message(key, args)))
    return Decision.of(findings, {"late_within_limit": late, "last_day": last})

"""Applying for deferment of study."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, TermKey, rule


class DefermentApplicationFacts(Facts):
    """The application, its papers, and where the student stands."""

    term: TermKey = Field(description="Semester, such as 2024/25-S1")
    ground: Literal["illness", "posting", "other"] = Field(
        description="Illness, a posting outside Hong Kong, or another genuine need"
    )
    documents: bool = Field(default=False, description="Whether supporting documents are attached")
    medical_certificate: bool = Field(default=False, description="Whether a medical certificate is among them")
    mode: Literal["full_time", "sandwich", "part_time", "distance", "online", "mixed"] = Field(
        description="Mode of the programme"
    )
    first_year: bool = Field(description="Whether the first year of study is still to be completed")
    exceptional: bool = Field(default=False, description="Whether exceptional circumstances are on record")
    filed_on: date = Field(description="Day on which the application came in")
    exams_from: date | None = Field(default=None, description="First day of the examination period of the semester")


@rule(
    name="enrolment.deferment_application",
    title=Bilingual("Applying for deferment of study", "申請休學"),
    clauses={
        "papers": ("polyu-2024-25:4H-01", "polyu-2018-19:3I-01"),
        "first_year": ("polyu-2024-25:4H-02", "polyu-2018-19:3I-02"),
        "window": ("polyu-2024-25:4H-03", "polyu-2018-19:3I-03"),
        "reply": ("polyu-2018-19:3I-01",),
    },
    parameters=("registration.deferment_form", "enrolment.full_time_modes", "enrolment.deferment_reply_days"),
    binds_by="term",
    kind="acceptance",
)
def deferment_application(facts: DefermentApplicationFacts, parameters: Parameters, as_of: date) -> Decision:
    """Take an application for decision: in time, with its papers, and in the first year on exceptional grounds.

    Result: `last_day`, and in 2018/19 `answer_due`.
    """
    form: str = parameters["registration.deferment_form"]
    last = facts.need("exams_from") - timedelta(days=1)
    args: dict[str, Any] = {"form": form, "filed": facts.filed_on, "last": last}
    held = facts.filed_on <= last
    in_time = Message("enrolment.form.in_time" if held else "enrolment.form.late", args)
    findings = [Finding(parameters.cite("window"), held, in_time), _papers(facts, parameters, args)]
    if facts.first_year and facts.mode in parameters["enrolment.full_time_modes"]:
        key = "enrolment.deferment.exceptional" if facts.exceptional else "enrolment.deferment.first_year"
        ask = None if facts.exceptional else Cure(Message("enrolment.cure.exceptional", args), form)
        findings.append(Finding(parameters.cite("first_year"), facts.exceptional, Message(key, args), ask))
    result: dict[str, object] = {"last_day": last}
    if parameters.has_clause("reply"):
        result["answer_due"] = facts.filed_on + timedelta(days=parameters["enrolment.deferment_reply_days"])
    return Decision.of(findings, result)


def _papers(facts: DefermentApplicationFacts, parameters: Parameters, args: dict[str, Any]) -> Finding:
    clause = parameters.cite("papers")
    missing = "certificate" if facts.ground == "illness" and not facts.medical_certificate else ""
    if not facts.documents:
        missing = missing or "documents"
    if not missing:
        return Finding(clause, True, Message("enrolment.deferment.papers_complete", args))
    cure = Cure(Message(f"enrolment.cure.attach_{missing}", args), str(args["form"]), by=args["last"])
    return Finding(clause, False, Message(f"enrolment.deferment.no_{missing}", args), cure)

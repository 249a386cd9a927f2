"""Whether a parchment is handed over."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class ParchmentReleaseFacts(Facts):
    """What is open between a graduate and the University."""

    conferred: bool = Field(description="Whether the award has been conferred and not been retracted")
    withheld: bool = Field(default=False, description="Whether a penalty keeps the parchment back")
    withheld_until: date | None = Field(default=None, description="Last day on which it does; none: until it is lifted")
    unsettled: bool = Field(default=False, description="Whether money or another matter is unsettled")
    disciplinary: bool = Field(default=False, description="Whether a disciplinary action is open")
    override: bool = Field(default=False, description="The registry releases the parchment all the same, with a reason")


@rule(
    name="award.parchment_release",
    title=Bilingual("Handing over of the parchment", "發放畢業證書"),
    clauses={"matters": ("polyu-2024-25:7C-08",), "penalty": ("polyu-2024-25:11B-16",)},
    binds_by="term",
)
def parchment_release(facts: ParchmentReleaseFacts, parameters: Parameters, as_of: date) -> Decision:
    """Keep a parchment back while a penalty, an unsettled matter or a disciplinary action is open.

    A penalty keeps it back on its last day too. Keeping back for a matter or an action is a power of the University:
    the registry may release the parchment with a reason. The award itself is not touched: nothing is retracted by
    itself.
    """
    if not parameters.has_clause("matters"):
        return Decision.not_applicable()
    clause = parameters.cite("matters")
    findings, weak = [], facts.override
    if not facts.conferred:
        wait = Cure(Message("award.release.cure_conferred", {}))
        findings.append(Finding(clause, False, Message("award.release.not_conferred", {}), wait))
    if facts.withheld and (facts.withheld_until is None or as_of <= facts.withheld_until):
        until = facts.withheld_until
        key = "award.release.withheld" if until is None else "award.release.withheld_until"
        args = {} if until is None else {"day": until}
        lifted = Cure(Message(f"award.release.cure_{'withheld' if until is None else 'until'}", args))
        findings.append(Finding(parameters.cite("penalty"), False, Message(key, args), lifted))
    if facts.unsettled:
        cure = Cure(Message("award.release.cure_unsettled", {}))
        findings.append(Finding(clause, False, Message("award.release.unsettled", {}), cure, advice=weak))
    if facts.disciplinary:
        closed = Cure(Message("award.release.cure_disciplinary", {}), authority="academic_registry")
        findings.append(Finding(clause, False, Message("award.release.disciplinary", {}), closed, advice=weak))
    if weak and any(finding.advice for finding in findings):
        reading = "award.release.reading_power"
        findings.append(Finding(clause, True, Message("award.release.overridden", {}), reading=reading))
    return Decision.of(findings or [Finding(clause, True, Message("award.release.clear", {}))])

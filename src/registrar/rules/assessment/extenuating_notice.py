"""Word from a student of circumstances that harmed the results."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class ExtenuatingNoticeFacts(Facts):
    """When the notice came in, and when the board decided."""

    filed_on: date = Field(description="Day on which the notice reached the department")
    board_decided_on: date | None = Field(
        default=None, description="Day of the board's decision on the term, if there is one"
    )


@rule(
    name="assessment.extenuating_notice",
    title=Bilingual("Notice of extenuating circumstances", "特殊情況申報"),
    clauses={"before": ("polyu-2024-25:6I-02",)},
    binds_by="term",
    kind="acceptance",
)
def extenuating_notice(facts: ExtenuatingNoticeFacts, parameters: Parameters, as_of: date) -> Decision:
    """Say who takes a notice into account: panel and board before the board's decision, an appeal only after it.

    It is never turned away. Result: `shown_to_board`, `appeal_only`.
    """
    decided = facts.board_decided_on
    in_time = decided is None or facts.filed_on < decided
    cite, told = parameters.cite("before"), {"day": facts.filed_on}
    if in_time:
        finding = Finding(cite, True, Message("assessment.extenuating.in_time", told))
    else:
        cure = Cure(Message("assessment.extenuating.cure_appeal"), authority="academic_appeals_committee")
        message = Message("assessment.extenuating.after_board", {**told, "decided": decided or as_of})
        finding = Finding(cite, False, message, cure, advice=True, reading="assessment.extenuating.reading")
    return Decision.of([finding], {"shown_to_board": in_time, "appeal_only": not in_time})

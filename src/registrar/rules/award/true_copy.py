"""How many true copies of a parchment are certified at the counter."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule

OFFICE = "faculty_office"


class TrueCopyFacts(Facts):
    """What lies on the counter, and whose counter it is."""

    original_seen: bool = Field(description="The officer has seen the original parchment, not a scan of it")
    right_office: bool = Field(default=True, description="The office is that of the award's Faculty or School")
    copies: int = Field(default=1, ge=1, description="Copies ordered of this one document")
    reason_given: bool = Field(default=False, description="A reason is given for what is out of the ordinary")
    more_agreed: bool | None = Field(
        default=None, description="Whether the officer agrees to more copies than usual; empty: not decided"
    )


@rule(
    name="award.true_copy",
    title=Bilingual("Certifying a true copy", "核證證書副本"),
    clauses={"office": ("polyu-2024-25:7E-01",), "one_each": ("polyu-2024-25:7E-02",)},
    parameters=("award.copies_per_qualification",),
    binds_by="event_date",
)
def true_copy(facts: TrueCopyFacts, parameters: Parameters, as_of: date) -> Decision:
    """Certify at the award's own office, on sight of the original (7E-01), one copy for a qualification (7E-02).

    More copies wait for the officer's decision, and what is usual is certified at once. Result: `certified` and
    `waiting`, both in copies.
    """
    if not parameters.has_clause("office"):
        return Decision.not_applicable()
    clause = parameters.cite("office")
    seen = Message("award.copy.original_seen" if facts.original_seen else "award.copy.no_original")
    bring = None if facts.original_seen else Cure(Message("award.copy.bring_original"), authority=OFFICE)
    place = Message("award.copy.right_office" if facts.right_office else "award.copy.wrong_office")
    go = None if facts.right_office else Cure(Message("award.copy.go_there"), authority=OFFICE)
    findings = [
        Finding(clause, facts.original_seen, seen, cure=bring),
        Finding(clause, facts.right_office, place, cure=go),
    ]
    usual = parameters["award.copies_per_qualification"]
    certified, more = _more(facts, parameters, usual)
    findings += more
    if not (facts.original_seen and facts.right_office):
        certified = 0
    waiting = facts.copies - usual if facts.copies > usual and facts.more_agreed is None and certified else 0
    return Decision.of(findings, {"certified": certified, "waiting": waiting})


def _more(facts: TrueCopyFacts, parameters: Parameters, usual: int) -> tuple[int, list[Finding]]:
    """Return how many copies the number allows, and what is said of those beyond the usual."""
    clause = parameters.cite("one_each")
    args = {"copies": facts.copies, "usual": usual}
    if facts.copies <= usual:
        return facts.copies, [Finding(clause, True, Message("award.copy.usual", args))]
    if facts.more_agreed and facts.reason_given:
        return facts.copies, [Finding(clause, True, Message("award.copy.more_agreed", args))]
    if facts.more_agreed is None and facts.reason_given:
        return usual, [Finding(clause, False, Message("award.copy.more_waits", args), approval=OFFICE)]
    key = "award.copy.more_declined" if facts.reason_given else "award.copy.more_without_reason"
    # Advice: the usual copy is certified all the same.
    return usual, [Finding(clause, False, Message(key, args), advice=True)]

"""The least a programme charged by the semester costs as a whole."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import AcademicYear, Bilingual, Cure, Decision, Finding, Message, Money, Term
from registrar.rulebook import Amount, Facts, Parameters, rule
from registrar.rulebook.fees import FeeQuote
from registrar.rules.finance._charging import unlisted


class MinimumProgrammeFeeFacts(Facts):
    """A student of a self-financed programme who completes it. `term` is the term of completion."""

    programme: str = Field(description="Programme code")
    stream: str | None = Field(default=None, description="Stream (sub-code) of the student")
    residency: Literal["local", "nonlocal"] = Field(description="Local or non-local student")
    requirements_completed: bool = Field(description="All requirements of the award are completed")
    paid: Amount = Field(description="Tuition paid for the programme so far")


@rule(
    name="finance.minimum_programme_fee",
    title=Bilingual("Minimum fee of a programme", "課程最低收費"),
    clauses={"minimum": ("polyu-2024-25:AP2A-09",)},
    binds_by="term",
    kind="amount",
    answer="top_up",
)
def minimum_programme_fee(facts: MinimumProgrammeFeeFacts, parameters: Parameters, as_of: date) -> Decision:
    """Say what is still due when a programme with a minimum fee is completed early.

    The result has `minimum` and `top_up`. Read as falling due at completion: the award is not released before. Does
    not apply where the student's row of the table has no minimum.
    """
    clause = parameters.cite("minimum")
    quote = parameters.fees.price(
        facts.programme,
        facts.stream,
        AcademicYear.parse(facts.need("cohort")),
        facts.residency,
        charged_in=Term.parse(facts.need("term")).year,
    )
    if not isinstance(quote, FeeQuote):
        return Decision.of([unlisted(quote, clause)])
    minimum = quote.minimum_programme_fee
    if minimum is None:
        return Decision.not_applicable([Finding(clause, None, Message("finance.minimum_programme_fee.none", {}))])
    if not facts.requirements_completed:
        finding = Finding(clause, True, Message("finance.minimum_programme_fee.not_yet", {"minimum": minimum}))
        return Decision.of([finding], {"minimum": minimum, "top_up": Money.zero()})
    top_up = max(minimum - facts.paid, Money.zero())
    reading = "finance.minimum_programme_fee.reading"
    if not top_up:
        message = Message("finance.minimum_programme_fee.reached", {"minimum": minimum})
        return Decision.of([Finding(clause, True, message)], {"minimum": minimum, "top_up": top_up})
    args = {"minimum": minimum, "paid": facts.paid, "top_up": top_up}
    message = Message("finance.minimum_programme_fee.short", args)
    cure = Cure(Message("finance.minimum_programme_fee.pay", {"top_up": top_up}), amount=top_up)
    finding = Finding(clause, False, message, cure=cure, reading=reading, advice=True)
    return Decision.of([finding], {"minimum": minimum, "top_up": top_up})

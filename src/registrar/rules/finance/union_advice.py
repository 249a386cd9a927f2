"""What the Students' Union asks its members for; nobody has to pay it."""

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message
from registrar.rulebook import Amount, Facts, Parameters, rule
from registrar.rules.finance._charging import charge_line, total


class UnionAdviceFacts(Facts):
    """A student to whom the Union's fees may be advised."""

    mode: str = Field(description="full_time or part_time")
    level: str = Field(description="Level of the programme, such as bachelor")
    member_before: bool = Field(description="The student has been a member of the Union before")
    entrance_fee: Amount | None = Field(default=None, description="Entrance fee as the Union has set it")
    subscription: Amount | None = Field(default=None, description="Yearly subscription as the Union has set it")
    paid: bool = Field(default=False, description="The student has paid what was advised")


@rule(
    name="finance.union_advice",
    title=Bilingual("Advice of the Students' Union's fees", "學生會會費繳款通知"),
    clauses={"advice": ("polyu-2018-19:FEE-I-18",), "member": ("polyu-2018-19:FEE-I-19",)},
    parameters=("finance.union_advice_to",),
    binds_by="event_date",
    kind="amount",
    answer="amount",
)
def union_advice(facts: UnionAdviceFacts, parameters: Parameters, as_of: date) -> Decision:
    """Advise full-time undergraduates and Higher Diploma students of the Union's fees (FEE-I-18).

    Paying is voluntary: the result says `voluntary`, no debit note ever carries it, and registration doesn't hang on
    it. The entrance fee is asked of new members only; whoever pays is a `member` (FEE-I-19).
    """
    if not parameters.has_clause("advice"):
        return Decision.not_applicable()
    clause = parameters.cite("advice")
    whom = parameters["finance.union_advice_to"]
    if facts.mode not in whom["mode"] or facts.level not in whom["level"]:
        return Decision.not_applicable([Finding(clause, True, Message("finance.union.not_advised", {}))])
    member = parameters.cite("member")
    lines = [charge_line("union_subscription", "once", facts.need("subscription"), 1, (member,))]
    if not facts.member_before:
        lines.append(charge_line("union_entrance", "once", facts.need("entrance_fee"), 1, (member,)))
    amount = total(lines)
    findings = [
        Finding(clause, True, Message("finance.union.voluntary", {"amount": amount})),
        Finding(member, True, Message("finance.union.member" if facts.paid else "finance.union.no_member", {})),
    ]
    result = {"amount": amount, "lines": tuple(lines), "voluntary": True, "member": facts.paid or facts.member_before}
    return Decision.of(findings, result)

"""The lines of a self-financed charge, one way of charging each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from registrar.kernel import Citation, Finding, Message, Money
from registrar.rulebook import Parameters
from registrar.rulebook.fees import FeeQuote, FeeRow, Missing, NotListed, NotOffered
from registrar.rules.finance._charging import Line, charge_line, unlisted
from registrar.rules.finance._self_financed_facts import ChargedSubject, SelfFinancedFeeFacts


@dataclass
class Charge:
    """A charge as it is put together: its lines, what was found on the way, and what else goes into the result.

    `residency` is the column that is read; for the Study Abroad Scheme that can be the local one.
    """

    facts: SelfFinancedFeeFacts
    parameters: Parameters
    residency: str
    lines: list[Line] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)

    def say(self, role: str, key: str, **args: Any) -> Citation:
        """Add a finding that a clause is followed; returns the clause."""
        clause = self.parameters.cite(role)
        self.findings.append(Finding(clause, True, Message(f"finance.self_financed_fee.{key}", args)))
        return clause

    def lacks(self, answer: NotListed | NotOffered, role: str = "table", **args: Any) -> None:
        """Add the finding that there is no price."""
        if isinstance(answer, NotOffered):
            role, self.more["not_offered"] = "not_offered", True
        self.findings.append(unlisted(answer, self.parameters.cite(role), **args))

    def price(self, **more: Any) -> FeeQuote | NotListed | NotOffered:
        """Look a price of the student's programme, stream and cohort up."""
        facts = self.facts
        return self.parameters.fees.price(
            facts.programme,
            facts.stream,
            facts.admitted_in,
            self.residency,
            charged_in=facts.charged_in,
            admitted_on=facts.admitted_on,
            **more,
        )


def add_by_credits(charge: Charge) -> Money | None:
    """Charge every subject by its credits; returns the programme's general credit fee where it has one."""
    general = charge.price()
    if charge.facts.subjects is None:
        if not isinstance(general, FeeQuote):
            charge.lacks(general)
    else:
        for subject in charge.facts.subjects:
            _add_subject(charge, subject)
        charge.say("whole_subject", "whole_subject")
    if charge.facts.beyond_normal_duration:
        charge.say("beyond", "beyond_credit_same")
    return general.amount if isinstance(general, FeeQuote) else None


def _add_subject(charge: Charge, subject: ChargedSubject) -> None:
    quote = charge.price(subject=subject.code, subject_level=subject.level)
    if not isinstance(quote, FeeQuote):
        charge.lacks(quote, "subjects", subject=subject.code)
        return
    special = _special(charge, subject, quote)
    role, key = ("subjects", "subject_special") if special else ("row", "subject")
    clause = charge.say(
        role, key, subject=subject.code, credits=subject.credits, unit_price=quote.amount, row=quote.source.row
    )
    cites = (clause, charge.parameters.cite("cohort"), charge.parameters.cite("whole_subject"))
    line = charge_line("tuition", "credit", quote.amount, subject.credits, cites, quote.source, subject=subject.code)
    charge.lines.append(line)


def _special(charge: Charge, subject: ChargedSubject, quote: FeeQuote) -> bool:
    """Tell whether the subject has a row apart from the programme's general one."""
    if subject.level is None:
        general = charge.price()
        return not isinstance(general, FeeQuote) or general.source != quote.source
    return isinstance(charge.price(), NotListed)


def add_by_modules(charge: Charge) -> None:
    """Charge modules and, once registered, the dissertation."""
    for wanted, basis, quantity in (
        (charge.facts.modules > 0, "tuition", charge.facts.modules),
        (charge.facts.dissertation, "dissertation", 1),
    ):
        if not wanted:
            continue
        quote = charge.price(basis=basis)
        if not isinstance(quote, FeeQuote):
            charge.lacks(quote)
            continue
        key = "dissertation" if basis == "dissertation" else "module"
        clause = charge.say("modules", key, unit_price=quote.amount, quantity=quantity, row=quote.source.row)
        cites = (clause, charge.parameters.cite("cohort"))
        charge.lines.append(charge_line(key, quote.basis, quote.amount, quantity, cites, quote.source))


def add_by_semester(charge: Charge) -> None:
    """Charge the semester's amount, whatever the credits; beyond the normal duration the load decides."""
    quote = charge.price()
    if not isinstance(quote, FeeQuote):
        charge.lacks(quote)
        return
    if charge.facts.beyond_normal_duration:
        least = charge.parameters["finance.beyond_duration_credits"]
        if charge.facts.credits < least:
            _add_below_threshold(charge, quote, least)
            return
        clause = charge.say("beyond", "beyond_semester", credits=charge.facts.credits, least=least)
        charge.more["includes_extension"] = True
    else:
        clause = charge.say("semester", "semester", amount=quote.amount, row=quote.source.row)
    cites = (clause, charge.parameters.cite("cohort"))
    charge.lines.append(charge_line("tuition", "semester", quote.amount, 1, cites, quote.source))


def _add_below_threshold(charge: Charge, quote: FeeQuote, least: int) -> None:
    """Beyond the normal duration and below the threshold: the credit fee printed in the row's remark."""
    fee = quote.beyond_credit_fee
    if fee is None:
        charge.lacks(NotListed(Missing.BASIS), "beyond")
        return
    credits_ = charge.facts.credits
    clause = charge.say("beyond", "beyond_credit", credits=credits_, least=least, unit_price=fee)
    cites = (clause, charge.parameters.cite("cohort"))
    charge.lines.append(charge_line("tuition", "credit", fee, credits_, cites, quote.source))


def add_summer_of_semester_programme(charge: Charge) -> None:
    """A Summer Term costs nothing more where the year's semester fees are paid; otherwise staff decide."""
    clause = charge.parameters.cite("summer")
    if charge.facts.need("semester_fees_paid") >= charge.parameters["finance.annual_fee_instalments"]:
        charge.say("summer", "summer_paid")
        return
    charge.findings.append(Finding(clause, None, Message("finance.self_financed_fee.summer_open", {})))


def add_study_abroad(charge: Charge, row: FeeRow) -> bool:
    """Charge an in-bound exchange student; returns True when that settles tuition, False to go on at the local rate."""
    facts = charge.facts
    schedule = charge.parameters.fees.study_abroad.get(facts.charged_in)
    found = NotListed(Missing.YEAR) if schedule is None else schedule.row(facts.admitted_in)
    if not row.marked or isinstance(found, NotListed):
        charge.lacks(found if isinstance(found, NotListed) else NotListed(Missing.NOT_MARKED), "study_abroad")
        return True
    if found.amount is None:
        charge.residency = "local"
        charge.say("study_abroad", "study_abroad_local")
        return False
    clause = charge.say("study_abroad", "study_abroad_semester", amount=found.amount)
    charge.lines.append(charge_line("tuition", found.basis, found.amount, 1, (clause,), found.source))
    return True


def add_extras(charge: Charge) -> None:
    """Charge what is taken up on top of tuition, each once."""
    facts = charge.facts
    for code in facts.extras:
        item, price = charge.parameters.fees.additional_item(
            code, facts.programme, facts.stream, facts.admitted_in, facts.charged_in
        )
        title: object = item.title if item else code
        if not isinstance(price, FeeQuote):
            charge.lacks(price, "extras", item=title)
            continue
        clause = charge.say("extras", "extra", item=title, amount=price.amount)
        charge.lines.append(charge_line(code, "once", price.amount, 1, (clause,), price.source, title=title))

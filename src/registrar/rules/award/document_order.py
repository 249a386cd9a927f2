"""Whether a document about one's study may be ordered, and at what price."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule

REGISTRY = "academic_registry"
# Form -> the role of its clause, which is also the service that prices it.
SERVICES = {"AR3": "transcript", "AR4": "testimonial", "AR106": "certification", "AR5": "true_copy"}
# Documents that show results or their latest state -> the role of the clause that advises to wait for them.
LATEST = {"transcript": "latest_transcript", "testimonial": "latest_testimonial"}
OF_THE_AWARD = frozenset({"AR106", "AR5"})
PROVEN_OTHERWISE = {"lost": "no_second", "damaged": "no_second", "destroyed": "destroyed"}


class DocumentOrderFacts(Facts):
    """What is ordered, and who orders it."""

    form: Literal["AR3", "AR4", "AR106", "AR5"] = Field(
        description="AR3 transcript, AR4 testimonial, AR106 certification of award, AR5 certified true copy"
    )
    copies: int = Field(default=1, ge=1, description="Copies ordered of this one document")
    standing: Literal["student", "graduate", "former"] = Field(
        description="Student, graduate, or somebody who left without an award"
    )
    retracted: bool = Field(default=False, description="The award has been taken back")
    graduated_on: date | None = Field(default=None, description="Day of the award as the parchment gives it")
    electronic: bool = Field(default=False, description="An electronic transcript is wanted beside the paper one")
    parchment: Literal["lost", "damaged", "destroyed", "waiting", "held"] | None = Field(
        default=None, description="What has become of the parchment; asked for a certification of award"
    )
    reason_given: bool = Field(default=False, description="A reason is given for what is out of the ordinary")
    results_awaited: bool = Field(
        default=False, description="Overall results of the latest semester are not announced when the order is made"
    )
    results_on: date | None = Field(default=None, description="Day of the announcement, where it is known")
    delivery: Literal["registered_mail", "collection"] | None = Field(
        default=None, description="How the document is to come, where the applicant says so"
    )


@rule(
    name="award.document_order",
    title=Bilingual("Ordering a document", "申請學業文件"),
    clauses={
        "transcript": ("polyu-2024-25:7A-01",),
        "latest_transcript": ("polyu-2024-25:7A-06",),
        "electronic": ("polyu-2024-25:7A-07",),
        "testimonial": ("polyu-2024-25:7B-01",),
        "latest_testimonial": ("polyu-2024-25:7B-03",),
        "destroyed": ("polyu-2024-25:7C-06",),
        "retracted": ("polyu-2024-25:7C-10",),
        "no_second": ("polyu-2024-25:7D-01",),
        "certification": ("polyu-2024-25:7D-02",),
        "true_copy": ("polyu-2024-25:7E-01",),
        "one_each": ("polyu-2024-25:7E-02",),
        "delivery": ("polyu-2024-25:8I-15",),
    },
    parameters=(
        "award.copies_per_qualification",
        "award.default_delivery",
        "award.electronic_from_year",
        "award.former_students_order",
    ),
    binds_by="event_date",
)
def document_order(facts: DocumentOrderFacts, parameters: Parameters, as_of: date) -> Decision:
    """Say whether the document may be ordered, by what clause, and what it costs by finance.service_charge.

    Transcript and testimonial are for students and graduates (7A-01, 7B-01), with advice while overall results are
    awaited (7A-06, 7B-03); the electronic transcript is for graduates of a year on (7A-07). A certification of award
    stands in for a parchment that is lost, damaged or destroyed (7C-06, 7D-01, 7D-02); other reasons need the
    registry's approval. More true copies than one for a qualification need a reason (7E-02). An award that was taken
    back is certified no more (7C-10). Result: `amount` (HK$) due before processing, and `delivery` for what is posted.
    An edition that has no such forms doesn't apply.
    """
    service = SERVICES[facts.form]
    if not parameters.has_clause(service):
        return Decision.not_applicable()
    findings = [_who(facts, parameters, service)]
    if facts.form == "AR106":
        findings.append(_parchment(facts, parameters))
    if facts.form == "AR5":
        findings.append(_copies(facts, parameters))
    if facts.electronic:
        findings.append(_electronic(facts, parameters))
    if service in LATEST and facts.results_awaited and not _announced(facts, as_of):
        clause = parameters.cite(LATEST[service])
        key = "award.order.results_awaited" if service == "transcript" else "award.order.testimonial_awaited"
        findings.append(Finding(clause, False, Message(key), advice=True))
    result: dict[str, object] = {}
    if facts.form == "AR3":
        result["delivery"] = facts.delivery or parameters["award.default_delivery"]
        message = Message("award.order.delivery" if facts.delivery is None else "award.order.delivery_chosen")
        findings.append(Finding(parameters.cite("delivery"), True, message))
    priced = parameters.apply("finance.service_charge", {"service": service, "quantity": facts.copies})
    result["amount"] = priced.result.get("amount")
    return Decision.of([*findings, *priced.findings], result)


def _announced(facts: DocumentOrderFacts, as_of: date) -> bool:
    return facts.results_on is not None and as_of >= facts.results_on


def _who(facts: DocumentOrderFacts, parameters: Parameters, service: str) -> Finding:
    """The person is one whom the document is for."""
    clause = parameters.cite(service)
    if facts.form in OF_THE_AWARD:
        if facts.retracted:
            ask = Cure(Message("award.order.cure_retracted"), authority=REGISTRY)
            return Finding(parameters.cite("retracted"), False, Message("award.order.retracted"), ask)
        made = facts.standing == "graduate"
        cure = None if made else Cure(Message("award.order.after_the_award"))
        return Finding(clause, made, Message("award.order.award_made" if made else "award.order.no_award"), cure=cure)
    if facts.standing == "former":
        may = bool(parameters["award.former_students_order"])
        cure = None if may else Cure(Message("award.order.ask_registry"), authority=REGISTRY)
        message = Message("award.order.former" if may else "award.order.not_former")
        return Finding(clause, may, message, cure=cure, reading="award.order.former_reading")
    return Finding(clause, True, Message(f"award.order.{facts.standing}"))


def _parchment(facts: DocumentOrderFacts, parameters: Parameters) -> Finding:
    """A certification stands in for a parchment that can't be had any more."""
    state = facts.need("parchment")
    if state in PROVEN_OTHERWISE:
        return Finding(
            parameters.cite(PROVEN_OTHERWISE[state]),
            True,
            Message(f"award.order.parchment_{state}"),
            reading="award.order.declaration_reading",
        )
    clause = parameters.cite("certification")
    if state == "waiting":
        cure = Cure(Message("award.order.collect_it"), authority=REGISTRY)
        return Finding(clause, False, Message("award.order.parchment_waiting"), cure=cure)
    if not facts.reason_given:
        cure = Cure(Message("award.order.say_why"), form="AR106")
        return Finding(clause, False, Message("award.order.parchment_held_no_reason"), cure=cure)
    message = Message("award.order.parchment_held")
    return Finding(clause, False, message, approval=REGISTRY, reading="award.order.declaration_reading")


def _copies(facts: DocumentOrderFacts, parameters: Parameters) -> Finding:
    """One copy for the qualification, more with a reason that the office weighs when it sees the original."""
    usual = parameters["award.copies_per_qualification"]
    clause, args = parameters.cite("one_each"), {"copies": facts.copies, "usual": usual}
    if facts.copies <= usual:
        return Finding(clause, True, Message("award.order.usual_copies", args))
    if facts.reason_given:
        return Finding(clause, True, Message("award.order.more_copies", args))
    cure = Cure(Message("award.order.say_why_more", args), form="AR5")
    return Finding(clause, False, Message("award.order.more_copies_no_reason", args), cure=cure)


def _electronic(facts: DocumentOrderFacts, parameters: Parameters) -> Finding:
    """The electronic version is for transcripts of those who graduated in or after a year."""
    clause, first = parameters.cite("electronic"), parameters["award.electronic_from_year"]
    reading = "award.order.electronic_reading"
    paper = Cure(Message("award.order.paper_only"))
    if facts.form != "AR3":
        return Finding(clause, False, Message("award.order.electronic_transcripts_only"), cure=paper)
    if facts.standing != "graduate":
        message = Message("award.order.electronic_graduates_only", {"year": str(first)})
        return Finding(clause, False, message, cure=paper, reading=reading)
    day = facts.need("graduated_on")
    held = day.year >= first
    message = Message("award.order.electronic" if held else "award.order.electronic_too_early", {"year": str(first)})
    return Finding(clause, held, message, cure=None if held else paper, reading=reading)

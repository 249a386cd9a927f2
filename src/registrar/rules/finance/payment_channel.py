"""Whether a kind of fee may be paid through a channel."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class PaymentChannelFacts(Facts):
    """A channel and what is to be paid through it."""

    channel: str = Field(description="Channel of payment, such as fps, atm or alipay_hk")
    tuition: bool = Field(description="Whether what is paid is tuition; every charge of section 8I is not")
    document: Literal["transcript", "certification"] | None = Field(
        default=None, description="Document that is paid for, where the handbook names the methods for it"
    )


@rule(
    name="finance.payment_channel",
    title=Bilingual("Where a fee may be paid", "可用的繳費方法"),
    clauses={
        "listed": ("polyu-2024-25:8C-01", "polyu-2018-19:FEE-C-01"),
        "kind": ("polyu-2024-25:8C-04",),
        "handling": ("polyu-2024-25:8C-14",),
        "transcript": ("polyu-2024-25:7A-04",),
        "certification": ("polyu-2024-25:7D-04",),
    },
    parameters=(
        "finance.payment_channels",
        "finance.service_payment_methods",
        "finance.telegraphic_transfer_handling",
    ),
    binds_by="event_date",
)
def payment_channel(facts: PaymentChannelFacts, parameters: Parameters, as_of: date) -> Decision:
    """Allow a channel that the edition lists for this kind of fee (8C-01, 8C-04).

    A document whose methods the handbook names is paid through those and no others (7A-04, 7D-04), and what is only for
    documents pays nothing else.

    The result gives `place` (hong_kong or outside), `title`, and `handling`: what must be added to the amount for
    the bank (8C-14), nothing for most channels.
    """
    channels = parameters["finance.payment_channels"]
    channel = channels.get(facts.channel)
    if channel is None or (channel.get("documents_only") and not facts.document):
        listed = _titles(item for item in channels.values() if not item.get("documents_only"))
        message = Message("finance.channel.not_listed", {"channel": facts.channel, "listed": listed})
        return Decision.of([Finding(parameters.cite("listed"), False, message, cure=_other(parameters, facts))])
    title = Bilingual(channel["title"]["en"], channel["title"]["zh"])
    findings = [Finding(parameters.cite("listed"), True, Message("finance.channel.listed", {"channel": title}))]
    result = {"title": title, "place": channel["place"]}
    if facts.document and parameters.has_clause(facts.document):
        findings.append(_for_document(facts, parameters, title))
    if facts.tuition and not channel["tuition"]:
        message = Message("finance.channel.not_for_tuition", {"channel": title})
        findings.append(Finding(parameters.cite("kind"), False, message, cure=_other(parameters, facts)))
    if channel.get("adds_handling"):
        handling = parameters["finance.telegraphic_transfer_handling"]
        result["handling"] = handling
        message = Message("finance.channel.handling", {"channel": title, "amount": handling})
        findings.append(Finding(parameters.cite("handling"), True, message))
    return Decision.of(findings, result)


def _for_document(facts: PaymentChannelFacts, parameters: Parameters, title: Bilingual) -> Finding:
    """The channel is one that the handbook names for the document."""
    document: Any = facts.document
    methods = parameters["finance.service_payment_methods"][document]
    clause = parameters.cite(document)
    if facts.channel in methods:
        return Finding(clause, True, Message("finance.channel.for_document", {"channel": title}))
    return Finding(
        clause, False, Message("finance.channel.not_for_document", {"channel": title}), cure=_other(parameters, facts)
    )


def _other(parameters: Parameters, facts: PaymentChannelFacts) -> Cure:
    """Return the cure: the channels that do take this kind of fee."""
    channels = parameters["finance.payment_channels"]
    if facts.document and parameters.has_clause(facts.document):
        methods = parameters["finance.service_payment_methods"][facts.document]
        names = _titles(channel for code, channel in channels.items() if code in methods)
    else:
        names = _titles(
            channel
            for channel in channels.values()
            if not channel.get("documents_only") and (channel["tuition"] or not facts.tuition)
        )
    return Cure(Message("finance.channel.use_another", {"channels": names}))


def _titles(channels: Iterable[Mapping[str, Any]]) -> tuple[Bilingual, ...]:
    return tuple(Bilingual(channel["title"]["en"], channel["title"]["zh"]) for channel in channels)

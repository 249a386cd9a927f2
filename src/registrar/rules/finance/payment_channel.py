"""Whether a kind of fee may be paid through a channel."""

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class PaymentChannelFacts(Facts):
    """A channel and what is to be paid through it."""

    channel: str = Field(description="Channel of payment, such as fps, atm or alipay_hk")
    tuition: bool = Field(description="Whether what is paid is tuition; every charge of section 8I is not")


@rule(
    name="finance.payment_channel",
    title=Bilingual("Where a fee may be paid", "可用的繳費方法"),
    clauses={
        "listed": ("polyu-2024-25:8C-01", "polyu-2018-19:FEE-C-01"),
        "kind": ("polyu-2024-25:8C-04",),
        "handling": ("polyu-2024-25:8C-14",),
    },
    parameters=("finance.payment_channels", "finance.telegraphic_transfer_handling"),
    binds_by="event_date",
)
def payment_channel(facts: PaymentChannelFacts, parameters: Parameters, as_of: date) -> Decision:
    """Allow a channel that the edition lists for this kind of fee (8C-01, 8C-04).

    The result gives `place` (hong_kong or outside), `title`, and `handling`: what must be added to the amount for
    the bank (8C-14), nothing for most channels.
    """
    channels = parameters["finance.payment_channels"]
    channel = channels.get(facts.channel)
    if channel is None:
        listed = tuple(Bilingual(item["title"]["en"], item["title"]["zh"]) for item in channels.values())
        message = Message("finance.channel.not_listed", {"channel": facts.channel, "listed": listed})
        return Decision.of([Finding(parameters.cite("listed"), False, message, cure=_other(parameters, facts))])
    title = Bilingual(channel["title"]["en"], channel["title"]["zh"])
    findings = [Finding(parameters.cite("listed"), True, Message("finance.channel.listed", {"channel": title}))]
    result = {"title": title, "place": channel["place"]}
    if facts.tuition and not channel["tuition"]:
        message = Message("finance.channel.not_for_tuition", {"channel": title})
        findings.append(Finding(parameters.cite("kind"), False, message, cure=_other(parameters, facts)))
    if channel.get("adds_handling"):
        handling = parameters["finance.telegraphic_transfer_handling"]
        result["handling"] = handling
        message = Message("finance.channel.handling", {"channel": title, "amount": handling})
        findings.append(Finding(parameters.cite("handling"), True, message))
    return Decision.of(findings, result)


def _other(parameters: Parameters, facts: PaymentChannelFacts) -> Cure:
    """Return the cure: the channels that do take this kind of fee."""
    fitting = [c for c in parameters["finance.payment_channels"].values() if c["tuition"] or not facts.tuition]
    names = tuple(Bilingual(item["title"]["en"], item["title"]["zh"]) for item in fitting)
    return Cure(Message("finance.channel.use_another", {"channels": names}))

"""A refusal with everything a refusal can have, and an approval."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from registrar.kernel.citation import Citation
from registrar.kernel.cure import Cure
from registrar.kernel.decision import Decision
from registrar.kernel.finding import Finding
from registrar.kernel.message import Message
from registrar.kernel.money import Money


def refused() -> Decision:
    """A refusal with a cure, an approval and an advice. Its texts stand in the sample messages."""
    edition = "polyu-2024-25"
    findings = (
        Finding(
            Citation(edition, "5A-03"),
            False,
            Message("ui.sample.ceiling", {"credits": 24, "ceiling": 21}),
            cure=Cure(
                Message("ui.sample.ceiling_cure"),
                form="AR160",
                authority="head_of_department",
                amount=Money(Decimal("200")),
                by=date(2024, 9, 14),
            ),
        ),
        Finding(Citation(edition, "5B-02"), False, Message("ui.sample.late"), approval="head_of_department"),
        Finding(Citation(edition, "5C-02"), False, Message("ui.sample.load"), advice=True, reading="ui.sample.reading"),
        Finding(Citation(edition, "5A-01"), True, Message("ui.sample.open")),
    )
    decided = Decision.of(findings, {"credits": 24, "ceiling": 21})
    return _with_facts(decided)


def allowed() -> Decision:
    """A decision without anything in the way."""
    findings = (
        Finding(Citation("polyu-2024-25", "5A-01"), True, Message("ui.sample.open")),
        Finding(Citation("polyu-2024-25", "5A-03"), True, Message("ui.sample.within", {"credits": 18, "ceiling": 21})),
    )
    return _with_facts(Decision.of(findings))


def _with_facts(decided: Decision) -> Decision:
    return replace(
        decided,
        rule="registration.credit_ceiling",
        as_of=date(2024, 9, 2),
        edition="polyu-2024-25",
        university="polyu",
        facts={"term": "2024/25-S1", "cohort": "2023/24", "credits": 24, "on_probation": False},
        rule_set="9f1c2ab4e07d",
    )

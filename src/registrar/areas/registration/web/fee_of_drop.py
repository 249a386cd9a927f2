"""What dropping a registered subject would do to the tuition of its term."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from registrar.areas.registration.queries.fee_effect import FeeEffect, FeeEffects, amount_of
from registrar.kernel import Money
from registrar.rulebook import decide
from registrar.ui.words import edge, money

OVERPAYMENT = "finance.credit_overpayment"


def fees_of_drops(study: int, term: Any, subjects: Iterable[str], now: datetime) -> list[dict[str, str]]:
    """Return for each subject code what dropping it now would change, until when, and by which clause.

    `term` is the catalogue's Term row. Four queries, however many subjects; none without subjects.
    """
    wanted = list(subjects)
    effects = FeeEffects(study, term.pk, now.date()) if wanted else None
    return [_said(code, effects.of(dropped=[code]), term, now) for code in wanted] if effects else []


def _said(code: str, effect: FeeEffect, term: Any, now: datetime) -> dict[str, str]:
    answer = {"subject": code, "until": "", "clause": _clause_of(effect)}
    if now > term.add_drop_to:
        kept = _by_rule(effect.before, effect.before, term)
        return answer | {"text": _("Nothing comes back: a subject left after add/drop stays charged."), "clause": kept}
    until = {"until": edge(term.add_drop_to)}
    if effect.before is None:
        return answer | {"text": _("The Finance Office tells the fee")}
    if effect.after is None:
        text = _("It is your last subject of the term. Without any no tuition is charged, but the term needs approval.")
        return answer | until | {"text": text}
    difference = effect.difference
    if difference is None:
        return answer | until | {"text": _("The Finance Office tells the fee")}
    if difference < Money.zero():
        text = _("Tuition falls by {amount}. What was paid above it comes back after add/drop.")
        clause = _by_rule(effect.before, effect.after, term)
        return answer | until | {"text": text.format(amount=money(abs(difference))), "clause": clause}
    if difference > Money.zero():
        return answer | until | {"text": _("Tuition rises by {amount}").format(amount=money(difference))}
    if effect.before.result.get("basis") == "flat":
        return answer | until | {"text": _("Nothing changes: the fee is the same for any number of subjects.")}
    return answer | until | {"text": _("No change in your tuition")}


def _clause_of(effect: FeeEffect) -> str:
    """Return the clause of the fee as it is now; empty where nothing prices it."""
    held = effect.before.findings if effect.before else ()
    return next((str(finding.clause) for finding in held if finding.holds), "")


def _by_rule(before: Any, after: Any, term: Any) -> str:
    """Return the clause on what was charged above the tuition of the term's subjects, or stays charged."""
    charged, due = amount_of(before), amount_of(after)
    if charged is None or due is None:
        return ""
    amounts = {"charged": _plain(charged), "paid": _plain(charged), "due": _plain(due)}
    decision = decide(
        OVERPAYMENT, {**amounts, "term": term.pk}, as_of=term.add_drop_to.date(), university=settings.UNIVERSITY
    )
    # The last finding on money that stays is about subjects left after add/drop, the first on money that goes back.
    findings = decision.findings
    return str(findings[0 if due < charged else -1].clause) if findings else ""


def _plain(amount: Money) -> dict[str, str]:
    return {"amount": amount.plain(), "currency": amount.currency}

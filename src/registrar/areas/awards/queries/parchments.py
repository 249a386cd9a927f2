"""Parchments as the counter sees them."""

from django.db.models import QuerySet

from registrar.areas.awards.models import Award, ParchmentEnding
from registrar.areas.awards.queries.graduation import awards


def parchments() -> QuerySet[Award]:
    """Return conferred awards with what became of their parchment; a retracted award has none to hand over."""
    return awards().filter(state=Award.State.CONFERRED).select_related("parchment_ending")


def ending_of(award: Award) -> ParchmentEnding | None:
    """Return what became of an award's parchment; None while it waits. One query."""
    return ParchmentEnding.objects.select_related("ended_by__person").filter(award=award).first()

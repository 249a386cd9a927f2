"""Proposals that gave way to new ones, because the record changed after the chair had signed."""

from registrar.areas.assessment.models import BoardRun, Proposal


def superseded_in(run: BoardRun) -> dict[int, tuple[int, int | None]]:
    """Return study -> (its last superseded proposal, the board that decided on it) in a run; one query."""
    rows = Proposal.objects.filter(run=run).exclude(superseded_at=None).order_by("superseded_at", "pk")
    return {study: (key, board) for study, key, board in rows.values_list("study", "pk", "board")}

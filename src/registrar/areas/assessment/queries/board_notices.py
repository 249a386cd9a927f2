"""Extenuating circumstances that a board knows of."""

from typing import Any

from registrar.areas.assessment.models import ExtenuatingNotice, Proposal


def notices_known_to(proposal: Proposal) -> list[Any]:
    """Return a student's notices on the term that were filed before the board's decision, oldest first; one query.

    What came later is for an appeal only (polyu-2024-25:6I-02).
    """
    rows = ExtenuatingNotice.objects.filter(study=proposal.study_id, term=proposal.run.term_id, appeal_only=False)
    return list(rows.select_related("subject").order_by("filed_at"))

"""Keeping what a billing run would do."""

from datetime import datetime
from typing import Any

from registrar.areas.finance.models import BillingPreview
from registrar.areas.finance.queries.preview import Previewed


def keep_preview(previewed: Previewed, *, term: str, actor: Any, now: datetime) -> BillingPreview:
    """Keep a preview of a term with its answer for every study, so that the next one can be compared with it."""
    return BillingPreview.objects.create(
        term_id=term, made_at=now, made_by=actor, summary=previewed.summary, studies=previewed.studies
    )

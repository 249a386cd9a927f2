"""Awards are conferred on their day."""

from datetime import datetime

from django.db import transaction

from registrar.areas.awards.graduation_telling import MINE, draft
from registrar.areas.awards.models import Award
from registrar.areas.platform import locking, notices
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.studies.actions.change_status import change_status
from registrar.kernel import Bilingual

CHUNK = 500


def confer_awards(*, now: datetime) -> int:
    """Make graduates of the graduands whose day has come; return how many.

    In chunks, each in its own transaction; a day late or twice does no harm: the award bears its own day.
    """
    today = now.astimezone(HONG_KONG).date()
    due = Award.objects.filter(state=Award.State.GRADUAND, confer_on__lte=today).order_by("study_id")
    keys = list(due.values_list("study_id", flat=True))
    return sum(_confer(keys[start : start + CHUNK], now) for start in range(0, len(keys), CHUNK))


@transaction.atomic
def _confer(studies: list[int], now: datetime) -> int:
    today = now.astimezone(HONG_KONG).date()
    locking.hold({"studies.Study": studies})
    rows = list(
        Award.objects.filter(study_id__in=studies, state=Award.State.GRADUAND, confer_on__lte=today)
        .select_related("study__student")
        .order_by("pk")
    )
    for award in rows:
        award.state, award.conferred_on, award.conferred_at = Award.State.CONFERRED, award.confer_on, now
    Award.objects.bulk_update(rows, ["state", "conferred_on", "conferred_at"], batch_size=CHUNK)
    for term in sorted({award.term_id for award in rows}):
        kept = {award.study_id: award.decision_id for award in rows if award.term_id == term}
        change_status(list(kept), "graduated", term=term, reason="award_conferred", actor=None, now=now, decisions=kept)
    notices.send(
        [
            draft("conferred", award.study.student, MINE, title=Bilingual(award.title_en, award.title_zh))
            for award in rows
        ],
        now=now,
    )
    return len(rows)

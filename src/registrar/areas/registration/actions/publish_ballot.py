"""The results of a ballot come out."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from registrar.areas.platform import notices
from registrar.areas.platform.locking import lock
from registrar.areas.registration.models import Ballot, BallotEntry
from registrar.kernel import Bilingual

SUBJECT = Bilingual("The ballot for {term} is drawn", "{term}抽籤結果已公布")
BODY = Bilingual(
    "You were given {granted} places for your {wishes} wishes. The result page says for each wish why, and how to "
    "check the draw yourself. What is left can now be registered directly.",
    "你的{wishes}個志願中獲派{granted}個學額。結果頁面說明每個志願的結果及原因，並說明如何自行核實抽籤。"
    "尚有餘額的科目現可直接註冊。",
)


class NotDrawn(ValueError):
    """The round is not drawn and entered yet."""


@transaction.atomic
def publish_ballot(ballot_id: int, *, actor: Any, now: datetime) -> int:
    """Let students see the results and the seed, and tell them; return how many were told.

    Published already, nothing changes and nobody is told again. Raises NotDrawn and Ballot.DoesNotExist.
    """
    ballot = lock({"registration.Ballot": [ballot_id]})["registration.Ballot"].get(ballot_id)
    if ballot is None:
        raise Ballot.DoesNotExist(ballot_id)
    if ballot.published_at is not None:
        return 0
    if ballot.entered_at is None:
        raise NotDrawn(f"ballot {ballot_id} is not drawn")
    ballot.published_at = now
    ballot.save(update_fields=["published_at"])
    given = Count("wishes", filter=Q(wishes__outcome="granted"))
    rows = BallotEntry.objects.filter(ballot=ballot).select_related("study__student")
    told = rows.annotate(given=given, wished=Count("wishes"))
    return len(notices.send((_draft(row, ballot) for row in told), now=now))


def _draft(entry: Any, ballot: Ballot) -> notices.Draft:
    args = {"term": ballot.term_id, "granted": entry.given, "wishes": entry.wished}
    return notices.Draft(
        recipient=entry.study.student,
        kind="ballot_results",
        subject=Bilingual(*(text.format(**args) for text in (SUBJECT.en, SUBJECT.zh))),
        body=Bilingual(*(text.format(**args) for text in (BODY.en, BODY.zh))),
        link=f"/my/registration/ballots/{ballot.pk}/",
    )

"""What students in waiting lists are told, in the portal and by mail."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from registrar.areas.platform import notices
from registrar.areas.registration.models import WaitingEntry
from registrar.kernel import Bilingual
from registrar.rulebook.message_values import said

LINK = "/my/registration/waiting/"
SUBJECTS = {
    "offered": Bilingual(
        "A place in {code} is offered to you until {until}", "現向你提供{code}的學額，請於{until}前回覆"
    ),
    "expired": Bilingual("Your offered place in {code} ran out", "{code}的候補學額已逾時"),
    "closed": Bilingual("The waiting list of {code} is closed", "{code}的候補名單已關閉"),
    "cancelled": Bilingual("The waiting list of {code} is closed", "{code}的候補名單已關閉"),
    "closed_by_department": Bilingual("The waiting list of {code} is closed", "{code}的候補名單已關閉"),
}
BODIES = {
    "offered": Bilingual(
        "Group {group} of {code} {title} has a place for you. It is kept until {until}; after that it goes to the next "
        "student. Take it or decline it under My waiting lists. Where your credits or your timetable leave no room, "
        "drop something first.",
        "{code}《{title}》組別{group}現有一個學額留給你，保留至{until}，逾時將轉予下一位同學。請於「我的候補名單」接受或放棄。"
        "如學分或時間表未能容納，請先退選其他科目。",
    ),
    "expired": Bilingual(
        "The place in group {group} of {code} {title} was kept until {until} and has gone to the next student. While "
        "add/drop is open you can join the list again, at its end.",
        "{code}《{title}》組別{group}的學額保留至{until}，現已轉予下一位同學。加退選期內可重新加入名單，次序排於最後。",
    ),
    "closed": Bilingual(
        "Add/drop has ended, and with it the waiting list of group {group} of {code} {title}. No place became free for "
        "you. If you need the subject to graduate, ask your department.",
        "加退選期已結束，{code}《{title}》組別{group}的候補名單隨之關閉，未能為你提供學額。如須修讀此科目方可畢業，請聯絡學系。",
    ),
    "cancelled": Bilingual(
        "{code} {title} is cancelled this term, so there is nothing more to wait for in group {group}.",
        "{code}《{title}》本學期取消開辦，組別{group}的候補名單隨之關閉。",
    ),
    "closed_by_department": Bilingual(
        "The department closed the waiting list of group {group} of {code} {title}. Its reason: {reason}",
        "學系已關閉{code}《{title}》組別{group}的候補名單，原因：{reason}",
    ),
}


def tell_waiting(
    kind: str, entries: Sequence[WaitingEntry], *, now: datetime, decisions: Sequence[Any] = (), reason: str = ""
) -> None:
    """Send one notice to each entry's student; `decisions` stand in the order of the entries, where there are any.

    The entries come with group, offering, subject, study and account. A fixed number of statements.
    """
    stored = list(decisions) or [None] * len(entries)
    notices.send(
        (_draft(kind, entry, row, reason) for entry, row in zip(entries, stored, strict=True)),
        now=now,
    )


def _draft(kind: str, entry: WaitingEntry, decision: Any, reason: str) -> notices.Draft:
    texts = {language: _words(kind, entry, reason, language) for language in ("en", "zh")}
    return notices.Draft(
        recipient=entry.study.student,
        kind=f"waiting_{kind}",
        subject=Bilingual(texts["en"][0], texts["zh"][0]),
        body=Bilingual(texts["en"][1], texts["zh"][1]),
        link=LINK,
        decision=decision,
    )


def _words(kind: str, entry: WaitingEntry, reason: str, language: str) -> tuple[str, str]:
    subject = entry.group.offering.subject
    words = {
        "code": subject.pk,
        "title": subject.title_zh if language == "zh" else subject.title_en,
        "group": entry.group.code,
        "until": said(entry.offer_ends_at, language),
        "reason": reason,
    }
    return (
        SUBJECTS[kind].in_language(language).format(**words),
        BODIES[kind].in_language(language).format(**words),
    )

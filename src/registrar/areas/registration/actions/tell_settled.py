"""What a student is told when the department has said a word about a subject."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from registrar.areas.platform import notices
from registrar.areas.registration.actions.allow_subject import Settled
from registrar.areas.registration.facts.request import last_day
from registrar.areas.registration.models import Registration
from registrar.areas.registration.queries.free_groups import free_groups
from registrar.areas.registration.queries.my_registrations import live_registrations
from registrar.kernel import Bilingual, Decision
from registrar.rulebook.message_values import said
from registrar.rulebook.messages import text

SUBJECTS = {
    "back": Bilingual("You are registered in {code} again", "已為你恢復{code}的註冊"),
    "not_back": Bilingual("You may take {code}, but have no place yet", "你獲准修讀{code}，但尚未有學額"),
    "not_waived": Bilingual("The pre-requisite of {code} is not waived", "{code}的先修要求不獲豁免"),
    "special_approval_refused": Bilingual("Special approval for {code} was not given", "{code}的特別批准申請不獲批准"),
    "dropped": Bilingual("{code} is dropped, as you asked", "已按你的申請退選{code}"),
    "not_dropped": Bilingual("You may drop {code}, but it is not dropped yet", "你獲准退選{code}，但尚未退選"),
    "drop_assigned_refused": Bilingual("Your department keeps you in {code}", "你退選{code}的申請不獲批准"),
}
BODIES = {
    "back": Bilingual(
        "Your department set the failed pre-requisite of {code} aside. You are in group {group} again.",
        "學系已豁免{code}的先修要求，已為你恢復組別{group}的註冊。",
    ),
    "not_back": Bilingual(
        "Your department set the failed pre-requisite of {code} aside, but you could not be put back into group "
        "{group}: {why}{places} What the department allowed stays on record, so you can register {code} yourself "
        "until add/drop ends on {last}.",
        "學系已豁免{code}的先修要求，但未能恢復組別{group}的註冊：{why}{places}豁免已記錄在案，你可於加退選期結束（{last}）前"
        "自行註冊{code}。",
    ),
    "not_waived": Bilingual(
        "Your department does not waive the pre-requisite that you failed. Until add/drop ends on {last} you can ask "
        "for special approval or take another subject. Both start under Unqualified subjects.",
        "學系不豁免你未合格的先修科目。加退選期結束（{last}）前，你可申請特別批准或改修其他科目，請於「不符合修讀資格的科目」辦理。",
    ),
    "special_approval_refused": Bilingual(
        "{code} stays off your subjects. Until add/drop ends on {last} you can take another subject instead.",
        "{code}不會恢復註冊。加退選期結束（{last}）前，你可改修其他科目。",
    ),
    "dropped": Bilingual(
        "Your department approved it. {code} is off your timetable and its credits no longer count.",
        "學系已批准你的申請，{code}已從你的時間表移除，學分不再計算。",
    ),
    "not_dropped": Bilingual(
        "Your department approved dropping {code}, but it is not dropped: {why} The approval stays on record; drop "
        "{code} yourself once nothing is in the way, until {last}.",
        "學系已批准退選{code}，但該科尚未退選：{why}批准已記錄在案，待上述情況解決後，你可於{last}或之前自行退選。",
    ),
    "drop_assigned_refused": Bilingual("You stay registered in {code}.", "你須繼續修讀{code}。"),
}
PLACES = Bilingual(" These other groups have places: {groups}.", "現有學額的其他組別：{groups}。")
NO_PLACES = Bilingual(
    " No other group has a place that fits your timetable just now.", "目前沒有其他合乎你時間表而尚有學額的組別。"
)
NOTHING = Bilingual("", "")
GROUPS = ("registration.seat.", "registration.clash.")
WORDS = Bilingual(" Your department says: {words}", "學系表示：{words}")
DROPS = "drop_assigned"
UNQUALIFIED, MINE = "/my/registration/unqualified/", "/my/registration/subjects/"


def tell_settled(row: Registration, event: str, settled: Settled, *, words: str, now: datetime) -> None:
    """Send the student one notice about what was said and what it did; `words` are the department's own.

    `event` is "waived" or "not_waived", or a request's kind and state, such as "special_approval_granted". The row
    comes with offering, subject, term, study and account.
    """
    drops = event.startswith(DROPS)
    key = event if event in BODIES else _key(drops, settled.done)
    effect = settled.effect
    elsewhere = _groups(row) if key == "not_back" and _another_group_helps(effect) else None
    parts = {language: _words(row, key, effect, elsewhere, words, language) for language in ("en", "zh")}
    notices.send(
        [
            notices.Draft(
                recipient=row.study.student,
                kind="subject_settled",
                subject=Bilingual(parts["en"][0], parts["zh"][0]),
                body=Bilingual(parts["en"][1], parts["zh"][1]),
                link=MINE if drops or settled.done else UNQUALIFIED,
                decision=None,
            )
        ],
        now=now,
    )


def _key(drops: bool, done: bool) -> str:
    if drops:
        return "dropped" if done else "not_dropped"
    return "back" if done else "not_back"


def _another_group_helps(effect: Decision | None) -> bool:
    """Return whether nothing but the group's places or times stands in the way."""
    refused = [one.message.key for one in effect.refusals] if effect else []
    return bool(refused) and all(key.startswith(GROUPS) for key in refused)


def _groups(row: Registration) -> list[str]:
    """Return the other groups of the subject that have a place and fit what the student takes."""
    live = live_registrations(row.study_id, row.offering.term_id)
    return [group.code for group in free_groups([row], live).get(row.offering_id, [])]


def _words(
    row: Registration, key: str, effect: Decision | None, free: Sequence[str] | None, words: str, language: str
) -> tuple[str, str]:
    places = NOTHING if free is None else PLACES if free else NO_PLACES
    known: dict[str, Any] = {
        "code": row.offering.subject_id,
        "group": row.group.code,
        "last": said(last_day(row.offering.term.add_drop_to), language),
        "why": why_not(effect, language),
        "places": places.in_language(language).format(groups=said(list(free or ()), language)),
    }
    body = BODIES[key].in_language(language).format(**known)
    if words:
        body += WORDS.in_language(language).format(words=words)
    return SUBJECTS[key].in_language(language).format(**known), body


def why_not(effect: Decision | None, language: str) -> str:
    """Return what a decision refuses for, in sentences of a language; empty where it refuses nothing."""
    found = [text(one.message, language) for one in effect.refusals] if effect else []
    return ("" if language.startswith("zh") else " ").join(found)

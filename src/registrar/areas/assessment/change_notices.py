"""What a student is told when a result changes or a pending one comes."""

from typing import Any

from registrar.areas.assessment.models import Rectification
from registrar.areas.platform.notices import Draft
from registrar.kernel.bilingual import Bilingual
from registrar.rulebook.message_values import said

SUBJECT = Bilingual("Your result in {subject} has changed", "你的{subject}成績已更改")
BODY = {
    Rectification.Kind.RECTIFIED: Bilingual(
        "Your grade in {subject} ({term}) was corrected from {old} to {new}. My results shows the decision and its "
        "reason.",
        "你在{term}修讀{subject}的等級由 {old} 更正為 {new}。有關決定及原因見「我的成績」。",
    ),
    Rectification.Kind.DISQUALIFIED: Bilingual(
        "Your result in {subject} ({term}), {old}, was disqualified; it earns no credit. My results shows the decision "
        "and its reason.",
        "你在{term}修讀{subject}的成績（{old}）被取消，不獲學分。有關決定及原因見「我的成績」。",
    ),
}
LATE = Bilingual("Your pending result in {subject} is out", "你的{subject}待定成績已公布")
LATE_BODY = Bilingual(
    "Your pending grade in {subject} ({term}) has been settled. It can be seen under My results.",
    "你在{term}修讀{subject}的待定等級已確定，可於「我的成績」查閱。",
)


def change_notice(result: Any, row: Rectification) -> Draft:
    """The notice of a rectified or disqualified result."""
    return _draft(
        result, SUBJECT, BODY[Rectification.Kind(row.kind)], {"old": row.old_grade, "new": row.new_grade}, row.decision
    )


def late_notice(result: Any, decision: Any) -> Draft:
    """The notice of a pending result that has come."""
    return _draft(result, LATE, LATE_BODY, {}, decision)


def _draft(result: Any, subject: Bilingual, body: Bilingual, told: dict[str, str], decision: Any) -> Draft:
    english = {**told, "subject": result.subject_id, "term": said(result.term_id, "en")}
    chinese = {**told, "subject": result.subject_id, "term": said(result.term_id, "zh-hant")}
    return Draft(
        recipient=result.study.student,
        kind="results",
        subject=Bilingual(subject.en.format(**english), subject.zh.format(**chinese)),
        body=Bilingual(body.en.format(**english), body.zh.format(**chinese)),
        link=f"/my/results/{result.pk}/",
        decision=decision,
    )

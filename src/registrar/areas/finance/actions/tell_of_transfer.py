"""What students are told about their credit transfers and exemptions."""

from datetime import datetime
from typing import Any

from registrar.areas.finance.transfers import codes_of
from registrar.areas.platform import notices
from registrar.kernel import Bilingual

LINK = "/my/transfers/"
SUBJECTS = {
    "recorded": Bilingual("{what} recorded: {codes}", "已記錄{what}：{codes}"),
    "void": Bilingual("{what} void: {codes}", "{what}已失效：{codes}"),
    "restored": Bilingual("{what} restored: {codes}", "已恢復{what}：{codes}"),
}
BODIES = {
    "recorded": Bilingual(
        "Form {form} is approved and on your record. The page says from when it counts, and what it costs.",
        "{form}已獲批准並記錄在案。生效學期及費用見有關頁面。",
    ),
    "void": Bilingual(
        "Its fee was not paid by the deadline, so it no longer counts: its credits are not yours, and the subjects are "
        "open again. Your registration is not touched. The page says how to have it restored, and at what cost.",
        "有關費用未於限期前繳付，故不再生效：學分不獲計算，科目須另行修讀。你的註冊不受影響。恢復的方法及費用見有關頁面。",
    ),
    "restored": Bilingual("Its fees are paid, so it counts again.", "費用已繳清，現已恢復生效。"),
}
KINDS = {
    "credit_transfer": Bilingual("Credit transfer", "學分轉移"),
    "exemption": Bilingual("Exemption", "科目豁免"),
}


def tell_of_transfer(transfer: Any, event: str, *, now: datetime) -> None:
    """Tell the student of a transfer that is recorded, void or restored; it comes with study, student and lines."""
    what, codes = KINDS[transfer.kind], codes_of(transfer.lines.all())
    subject = SUBJECTS[event]
    draft = notices.Draft(
        recipient=transfer.study.student,
        kind=f"transfer_{event}",
        subject=Bilingual(subject.en.format(what=what.en, codes=codes), subject.zh.format(what=what.zh, codes=codes)),
        body=Bilingual(BODIES[event].en.format(form=transfer.form), BODIES[event].zh.format(form=transfer.form)),
        link=LINK,
        decision=transfer.decision if event == "recorded" else transfer.standing_decision,
    )
    notices.send([draft], now=now)

"""What students are told about their application for reinstatement."""

from datetime import datetime

from registrar.areas.platform import notices
from registrar.areas.registration.models import Reinstatement
from registrar.areas.registration.queries.reinstatements import restored_of
from registrar.kernel import Bilingual
from registrar.rulebook.message_values import said

LINK = "/my/reinstatement/"
SUBJECTS = {
    "approved": Bilingual(
        "Reinstatement approved: pay its fee to get your registration back", "恢復註冊申請已獲批准，請繳付恢復註冊費"
    ),
    "reinstated": Bilingual("Your registration is restored", "你的註冊已恢復"),
    "refused": Bilingual("Your application for reinstatement was refused", "你的恢復註冊申請不獲批准"),
    "lapsed": Bilingual("Your application for reinstatement is closed", "你的恢復註冊申請已告結束"),
}
BODIES = {
    "approved": Bilingual(
        "Your department approved form {form}. Once its fee is paid, your student status and the places that are still "
        "free come back.",
        "學系已批准你的{form}申請。繳付恢復註冊費後，你的學籍及尚有學額的科目即予恢復。",
    ),
    "reinstated": Bilingual(
        "Your student status is back. {subjects} What you owe is on “My fees” with a new deadline: if it is not "
        "paid by then, your registration ends once more.",
        "你的學籍已恢復。{subjects}所欠費用已重新發單，新限期見「我的費用」；逾期未繳，註冊將再次失效。",
    ),
    "refused": Bilingual(
        "Your department refused form {form}: {words} Your registration stays ended, and a fee paid for the "
        "application is not returned.",
        "學系不批准你的{form}申請：{words}你的註冊維持失效，已繳的申請費不予退還。",
    ),
    "lapsed": Bilingual(
        "The fee for form {form} was not paid by its deadline, so the application is closed and was not processed. "
        "You no longer owe the fee.",
        "{form}的費用未於限期前繳付，申請不予處理並告結束，你毋須再繳付該費用。",
    ),
}
ALL_BACK = Bilingual("You are registered again in all your subjects.", "你原有的科目已全部恢復註冊。")
SOME_BACK = Bilingual(
    "These subjects did not come back: {codes}. The page says why.", "下列科目未能恢復註冊：{codes}。原因見有關頁面。"
)


def tell_reinstatement(row: Reinstatement, *, now: datetime) -> None:
    """Tell the student what became of an application: approved, reinstated, refused or lapsed."""
    missing = tuple(one.code for one in restored_of(row) if one.restored_id is None)
    back = Bilingual(*(SOME_BACK.in_language(one).format(codes=said(missing, one)) for one in ("en", "zh-hant")))
    subjects = back if missing else ALL_BACK
    body = BODIES[row.state]
    draft = notices.Draft(
        recipient=row.study.student,
        kind=f"reinstatement_{row.state}",
        subject=SUBJECTS[row.state],
        body=Bilingual(
            body.en.format(form=row.form, words=row.words, subjects=subjects.en),
            body.zh.format(form=row.form, words=row.words, subjects=subjects.zh),
        ),
        link=LINK,
        decision=row.decision,
    )
    notices.send([draft], now=now)

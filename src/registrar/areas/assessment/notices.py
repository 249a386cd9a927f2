"""What students are told when results come out."""

from collections.abc import Iterable, Iterator

from registrar.areas.assessment.models import Proposal
from registrar.areas.platform.notices import Draft
from registrar.kernel.bilingual import Bilingual
from registrar.rulebook.message_values import said

SUBJECT = Bilingual("Your results for {term} are out", "{term}的成績已公布")
BODY = {
    Proposal.Group.PROGRESSING: Bilingual(
        "Your results for {term} can be seen under My results. Your GPA is {gpa}.",
        "{term}的成績可於「我的成績」查閱。你的平均績點為 {gpa}。",
    ),
    Proposal.Group.PROBATION: Bilingual(
        "Your results for {term} can be seen under My results. Your GPA is {gpa}, so you are on academic probation "
        "next semester. Complete AR150 with a study plan and meet your Academic Advisor; My results says by when, "
        "why, and what lifts it.",
        "{term}的成績可於「我的成績」查閱。你的平均績點為 {gpa}，下一學期須接受學業察看。請填妥 AR150 修讀計劃並與"
        "學業導師會面；期限、原因及解除方法見「我的成績」。",
    ),
    Proposal.Group.DEREGISTRATION: Bilingual(
        "Your results for {term} can be seen under My results. The Board of Examiners has de-registered you from the "
        "programme. My results shows the ground, the clause and the figures. You may appeal.",
        "{term}的成績可於「我的成績」查閱。考試委員會已決定將你除名。所據理由、條文及數字見「我的成績」。你可提出上訴。",
    ),
}


def result_notices(proposals: Iterable[Proposal], term: str) -> Iterator[Draft]:
    """Yield a notice for each proposal of a released run, with the decision it tells of."""
    name = Bilingual(said(term, "en"), said(term, "zh-hant"))
    for proposal in proposals:
        body = BODY[Proposal.Group(proposal.group)]
        gpa = "–" if proposal.gpa is None else proposal.gpa
        yield Draft(
            recipient=proposal.study.student,
            kind="results",
            subject=Bilingual(SUBJECT.en.format(term=name.en), SUBJECT.zh.format(term=name.zh)),
            body=Bilingual(body.en.format(term=name.en, gpa=gpa), body.zh.format(term=name.zh, gpa=gpa)),
            link="/my/results/",
            decision=proposal.decision,
        )

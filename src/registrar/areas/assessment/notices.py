"""What students are told when results come out."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from registrar.areas.assessment.models import Proposal
from registrar.areas.platform.notices import Draft
from registrar.kernel.bilingual import Bilingual
from registrar.kernel.decision import Decision
from registrar.rulebook.message_values import said
from registrar.rulebook.messages import both

GRADES = Bilingual("Your subject results for {term} are out", "{term}的科目成績已公布")
GRADES_BODY = Bilingual(
    "Your grades for {term} can be seen under My results; subjects: {count}.",
    "{term}的等級可於「我的成績」查閱，共{count}科。",
)
SUBJECT = Bilingual("Your overall result for {term} is out", "{term}的整體成績已公布")
CONFIRMED = Bilingual(
    "The Board of Examiners has confirmed your overall result for {term}; it can be seen under My results.",
    "考試委員會已確認你在{term}的整體成績，可於「我的成績」查閱。",
)
BODY = {
    Proposal.Group.PROGRESSING: Bilingual("Your GPA is {gpa}.", "你的平均績點為 {gpa}。"),
    Proposal.Group.PROBATION: Bilingual(
        "Your GPA is {gpa}, so you are on academic probation next semester. Complete AR150 with a study plan and meet "
        "your Academic Advisor; My results says by when, why, and what lifts it.",
        "你的平均績點為 {gpa}，下一學期須接受學業察看。請填妥 AR150 修讀計劃並與學業導師會面；期限、原因及解除方法見"
        "「我的成績」。",
    ),
    Proposal.Group.DEREGISTRATION: Bilingual(
        "The board has de-registered you from the programme. My results shows the ground, the clause and the figures. "
        "You may appeal.",
        "委員會已決定將你除名。所據理由、條文及數字見「我的成績」。你可提出上訴。",
    ),
}


def subject_results_notices(term: str, counts: Mapping[Any, int], overall: Decision) -> Iterator[Draft]:
    """Yield a notice for each account with the number of its subjects whose grades came out.

    `overall` says whether the overall result is shown; where it is not, the notice tells why and when it may be.
    """
    name = Bilingual(said(term, "en"), said(term, "zh-hant"))
    rest = None if overall.allowed else next((both(finding.message) for finding in overall.findings), None)
    for account, count in counts.items():
        english = GRADES_BODY.en.format(term=name.en, count=count)
        chinese = GRADES_BODY.zh.format(term=name.zh, count=count)
        yield Draft(
            recipient=account,
            kind="results",
            subject=Bilingual(GRADES.en.format(term=name.en), GRADES.zh.format(term=name.zh)),
            body=Bilingual(f"{english} {rest.en}", f"{chinese}{rest.zh}") if rest else Bilingual(english, chinese),
            link="/my/results/",
        )


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
            body=Bilingual(
                f"{CONFIRMED.en.format(term=name.en)} {body.en.format(gpa=gpa)}",
                f"{CONFIRMED.zh.format(term=name.zh)}{body.zh.format(gpa=gpa)}",
            ),
            link="/my/results/",
            decision=proposal.decision,
        )

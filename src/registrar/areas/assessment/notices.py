"""What students are told when results come out."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from registrar.areas.assessment.models import BoardDecision
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
AGAIN = Bilingual(
    "Your record has changed, so the Board of Examiners has decided on your overall result for {term} again. This "
    "takes the place of its earlier decision; it can be seen under My results.",
    "由於你的記錄已有更改，考試委員會已就你在{term}的整體成績再次作出決定，取代先前的決定，可於「我的成績」查閱。",
)
APPEAL = Bilingual("You may appeal until {day}.", "如欲上訴，須於{day}或之前提出。")
BODY = {
    BoardDecision.Outcome.PROGRESSING: Bilingual("Your GPA is {gpa}.", "你的平均績點為 {gpa}。"),
    BoardDecision.Outcome.PROBATION: Bilingual(
        "Your GPA is {gpa}, so you are on academic probation next semester. Complete AR150 with a study plan and meet "
        "your Academic Advisor; My results says by when, why, and what lifts it.",
        "你的平均績點為 {gpa}，下一學期須接受學業察看。請填妥 AR150 修讀計劃並與學業導師會面；期限、原因及解除方法見"
        "「我的成績」。",
    ),
    BoardDecision.Outcome.DEREGISTRATION: Bilingual(
        "The board has de-registered you from the programme. My results shows the ground, the clause and the figures.",
        "委員會已決定將你除名。所據理由、條文及數字見「我的成績」。",
    ),
    BoardDecision.Outcome.GRADUATING: Bilingual(
        "Your GPA is {gpa}. You meet every condition of the award, and the board has decided to award it to you.",
        "你的平均績點為 {gpa}。你已符合頒授學術資格的所有條件，委員會已決定向你頒授學術資格。",
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


def result_notices(decided: Iterable[BoardDecision], term: str, appeals_until: date | None) -> Iterator[Draft]:
    """Yield a notice for each decision that a meeting releases, with the last day of an appeal where one is known."""
    name = Bilingual(said(term, "en"), said(term, "zh-hant"))
    until = Bilingual("", "")
    if appeals_until is not None:
        day = Bilingual(said(appeals_until, "en"), said(appeals_until, "zh-hant"))
        until = Bilingual(" " + APPEAL.en.format(day=day.en), APPEAL.zh.format(day=day.zh))
    for one in decided:
        proposal, body = one.proposal, BODY[BoardDecision.Outcome(one.outcome)]
        lead = CONFIRMED if proposal.supersedes_id is None else AGAIN
        gpa = "–" if proposal.gpa is None else proposal.gpa
        yield Draft(
            recipient=proposal.study.student,
            kind="results",
            subject=Bilingual(SUBJECT.en.format(term=name.en), SUBJECT.zh.format(term=name.zh)),
            body=Bilingual(
                f"{lead.en.format(term=name.en)} {body.en.format(gpa=gpa)}{until.en}",
                f"{lead.zh.format(term=name.zh)}{body.zh.format(gpa=gpa)}{until.zh}",
            ),
            link="/my/results/",
            decision=one.decision if one.departs else proposal.decision,
        )

"""What students are told when a Minor or a further Major goes on record, or is given up."""

from datetime import datetime

from registrar.areas.platform.notices import Draft, send
from registrar.areas.studies.models import StudyOption
from registrar.areas.studies.option_titles import option_title
from registrar.kernel import Bilingual


def tell(option: StudyOption, *, now: datetime) -> None:
    """Tell the student what became of an option, with the decision behind it."""
    title = option_title(option.kind, option.code)
    if option.given_up_at is None:
        subject = Bilingual(f"On record: {title.en}", f"已記錄：{title.zh}")
        body = Bilingual(
            "It is now part of what you have to complete to graduate. Your degree audit shows what it asks for.",
            "現已成為你畢業須完成的要求。你可於畢業進度查看所需科目。",
        )
    else:
        subject = Bilingual(f"Given up: {title.en}", f"已放棄：{title.zh}")
        body = Bilingual("It is no longer part of what graduation asks of you.", "已不再屬於你的畢業要求。")
    draft = Draft(
        recipient=option.study.student,
        kind="studies",
        subject=subject,
        body=body,
        link="/my/study/",
        decision=option.given_up_decision or option.decision,
    )
    send([draft], now=now)

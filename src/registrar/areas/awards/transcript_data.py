"""What a transcript prints."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from registrar.kernel.bilingual import Bilingual
from registrar.rulebook.message_values import said

TITLE = Bilingual("Transcript of Studies", "成績單")
UNOFFICIAL = Bilingual(
    "Student's own copy, not an official document. Results released up to {day}.",
    "學生自用副本，並非正式文件。所載成績截至{day}公布者為準。",
)
OFFICIAL = Bilingual("Issued by the Academic Registry on {day}.", "由教務處於{day}發出。")
LEGEND = Bilingual(
    "Every attempt is listed; the GPA takes the last attempt of each subject. W: withdrawn. T: transferred. "
    "P and U: pass and fail of an ungraded subject. S: absent from all assessment. DQ: disqualified.",
    "本表列出每次修讀的成績；平均績點只計算每個科目最後一次修讀的成績。W：退修。T：學分轉移。"
    "P 及 U：不設等級科目的合格及不合格。S：缺席所有評核。DQ：成績被取消。",
)
PENDING = Bilingual(
    "The Board of Examiners has not yet confirmed the overall result of this term.",
    "本學期的整體成績尚待考試委員會確認。",
)


def transcript_data(
    study: Any,
    university: Bilingual,
    results: Iterable[Any],
    standings: Iterable[Any],
    *,
    day: date,
    number: str,
    check: str | None,
    address: str,
    pending: Collection[str] = (),
) -> dict[str, Any]:
    """Return the data of the letter `transcript.typ`: JSON-ready, terms oldest first, no field for probation.

    `results` and `standings` are the released ones (polyu-2024-25:7A-02 asks for every attempt and every withdrawn
    subject, 6C-02 keeps probation out). `pending` names the terms whose overall result the Board of Examiners has not
    confirmed (6I-01). `check` is the code of an official copy, None for a student's own.
    """
    figures = {row.term_id: row for row in standings}
    terms: dict[str, list[Any]] = {}
    for row in results:
        terms.setdefault(row.term_id, []).append(row)
    note = UNOFFICIAL if check is None else OFFICIAL
    return {
        "university": _both(university),
        "title": _both(TITLE),
        "number": number,
        "note": {"en": note.en.format(day=said(day, "en")), "zh": note.zh.format(day=said(day, "zh-hant"))},
        "legend": _both(LEGEND),
        "check": check,
        "address": address,
        "head": _head(study),
        "terms": [_term(key, rows, figures.get(key), key in pending) for key, rows in terms.items()],
    }


def _head(study: Any) -> list[dict[str, Any]]:
    person, programme = study.student.person, study.programme
    rows = [
        (Bilingual("Name", "姓名"), f"{person} {person.name_zh}".strip()),
        (Bilingual("Student number", "學生編號"), study.student_number),
        (Bilingual("Programme", "課程"), f"{programme.code} {programme.title_en} {programme.title_zh}"),
        (Bilingual("Year of admission", "入學學年"), study.cohort),
    ]
    return [{"label": _both(label), "value": value} for label, value in rows]


def _term(key: str, rows: list[Any], standing: Any | None, pending: bool) -> dict[str, Any]:
    return {
        "name": {"en": said(key, "en"), "zh": said(key, "zh-hant")},
        "rows": [
            {
                "code": row.subject_id,
                "title": {"en": row.subject.title_en, "zh": row.subject.title_zh},
                "credits": row.credits,
                "attempt": str(row.attempt) if row.origin == "taken" else "–",
                "grade": row.grade,
            }
            for row in rows
        ],
        "gpa": str(standing.gpa) if standing and standing.gpa is not None else None,
        "semester_gpa": str(standing.semester_gpa) if standing and standing.semester_gpa is not None else "–",
        "pending": _both(PENDING) if pending and standing is None else None,
    }


def _both(text: Bilingual) -> dict[str, str]:
    return {"en": text.en, "zh": text.zh}

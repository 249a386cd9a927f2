"""What a testimonial and a certification of award print."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from registrar.kernel.bilingual import Bilingual
from registrar.rulebook.message_values import said

TITLES = {
    "testimonial": Bilingual("Testimonial", "修業證明書"),
    "certification": Bilingual("Certification of Award", "學術資格證明"),
}
NOTE = Bilingual("Issued by the Academic Registry on {day}.", "由教務處於{day}發出。")
# By the status of the study; what the person is, or was.
STATEMENTS = {
    "graduated": Bilingual(
        "This is to certify that {name} studied at the University and graduated from the programme named below.",
        "茲證明{name}曾在本校修讀下列課程並畢業。",
    ),
    "withdrawn": Bilingual(
        "This is to certify that {name} studied at the University on the programme named below, and left without "
        "completing it.",
        "茲證明{name}曾在本校修讀下列課程，其後離校而未有完成課程。",
    ),
    "deregistered": Bilingual(
        "This is to certify that {name} studied at the University on the programme named below, and left without "
        "completing it.",
        "茲證明{name}曾在本校修讀下列課程，其後離校而未有完成課程。",
    ),
}
STUDYING = Bilingual(
    "This is to certify that {name} is a student of the University on the programme named below.",
    "茲證明{name}為本校下列課程的學生。",
)
AWARDED = Bilingual(
    "This is to certify that the University has conferred the award named below on {name}. The University issues an "
    "award parchment once only; this certification proves the award.",
    "茲證明本校已向{name}頒授下列學術資格。畢業證書只發一次，本證明可作為已獲頒授資格的憑證。",
)
MODES = {
    "full_time": Bilingual("Full-time", "全日制"),
    "part_time": Bilingual("Part-time", "兼讀制"),
    "mixed": Bilingual("Mixed-mode", "混合制"),
}
STATUSES = {
    "active": Bilingual("Enrolled", "在學"),
    "deferred": Bilingual("Deferred", "休學"),
    "zero_subject": Bilingual("Study place retained", "保留學額"),
    "nullified": Bilingual("Registration not in force", "註冊未有效"),
    "withdrawn": Bilingual("Left the programme", "已離校"),
    "deregistered": Bilingual("Left the programme", "已離校"),
    "graduand": Bilingual("Graduand", "準畢業生"),
    "graduated": Bilingual("Graduated", "已畢業"),
}


def certificate_data(
    study: Any,
    university: Bilingual,
    *,
    kind: str,
    awarded: date | None,
    day: date,
    number: str,
    check: str,
    address: str,
) -> dict[str, Any]:
    """Return the data of the letters `testimonial.typ` and `certification.typ`: JSON-ready, both languages.

    There is no place in it for subjects, results, averages or credits (polyu-2024-25:7B-02). `awarded` is the day on
    which the study was put on record as graduated.
    """
    person = study.student.person
    certifies = AWARDED if kind == "certification" else STATEMENTS.get(study.status, STUDYING)
    return {
        "university": _both(university),
        "title": _both(TITLES[kind]),
        "number": number,
        "note": _filled(NOTE, en={"day": said(day, "en")}, zh={"day": said(day, "zh-hant")}),
        "statement": _filled(certifies, en={"name": str(person)}, zh={"name": person.name_zh or str(person)}),
        "rows": _award(study, awarded) if kind == "certification" else _study(study, awarded),
        "check": check,
        "address": address,
    }


def _award(study: Any, awarded: date | None) -> list[dict[str, Any]]:
    programme = study.programme
    rows = [
        *_person(study),
        (Bilingual("Award", "學術資格"), Bilingual(programme.title_en, programme.title_zh)),
        (Bilingual("Programme code", "課程編號"), _same(programme.code)),
    ]
    return _rows(rows + _awarded(awarded))


def _study(study: Any, awarded: date | None) -> list[dict[str, Any]]:
    programme = study.programme
    rows = [
        *_person(study),
        (Bilingual("Programme", "課程"), Bilingual(programme.title_en, programme.title_zh)),
        (Bilingual("Mode of study", "修讀模式"), MODES.get(study.mode, _same(study.mode))),
        (Bilingual("Year of admission", "入學學年"), _same(study.cohort)),
        (Bilingual("Status", "學籍狀況"), STATUSES[study.status]),
    ]
    return _rows(rows + _awarded(awarded))


def _person(study: Any) -> list[tuple[Bilingual, Bilingual]]:
    person = study.student.person
    name = Bilingual(str(person), person.name_zh or str(person))
    return [(Bilingual("Name", "姓名"), name), (Bilingual("Student number", "學生編號"), _same(study.student_number))]


def _awarded(awarded: date | None) -> list[tuple[Bilingual, Bilingual]]:
    if awarded is None:
        return []
    return [(Bilingual("Date of award", "頒授日期"), Bilingual(said(awarded, "en"), said(awarded, "zh-hant")))]


def _rows(pairs: list[tuple[Bilingual, Bilingual]]) -> list[dict[str, Any]]:
    return [{"label": _both(label), "value": _both(value)} for label, value in pairs]


def _same(text: str) -> Bilingual:
    return Bilingual(text, text)


def _both(text: Bilingual) -> dict[str, str]:
    return {"en": text.en, "zh": text.zh}


def _filled(text: Bilingual, *, en: Mapping[str, str], zh: Mapping[str, str]) -> dict[str, str]:
    return {"en": text.en.format(**en), "zh": text.zh.format(**zh)}

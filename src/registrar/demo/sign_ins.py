"""The sign-ins of the demonstration: what `./run` prints and the sign-in page offers with one click."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings

from registrar.kernel import Bilingual

PASSWORD = "demonstration"  # noqa: S105  (it is printed on the sign-in page)
# The two digits that a named student's number ends with, before its letter.
STUDENTS = {
    "ordinary": (1, Bilingual("Second-year student, one subject to choose", "二年級學生，尚有一科待選")),
    "probation": (2, Bilingual("Student on probation, study plan due", "處於學業察看的學生，須交修讀計劃")),
    "nonlocal": (3, Bilingual("Non-local student, self-financed programme", "自資課程非本地學生")),
    "beyond": (4, Bilingual("Student beyond the normal duration", "已超出正常修業期的學生")),
    "part_time": (5, Bilingual("Part-time student", "兼讀制學生")),
    "minor": (6, Bilingual("First-year student under 18", "未滿十八歲的一年級學生")),
    "final_year": (7, Bilingual("Final-year student, compulsory subject full", "最後一年學生，所欠必修科目已滿額")),
    "retaker": (8, Bilingual("Student with an F, first retake", "一科不合格、可首次重修的學生")),
    "second_retake": (9, Bilingual("Student who failed twice, second retake", "兩次不合格、須申請再次重修的學生")),
    "assigned": (10, Bilingual("New student, subjects assigned", "已獲學系編配科目的新生")),
    "unqualified": (11, Bilingual("Student who failed a pre-requisite", "先修科目不合格的學生")),
    "planner": (12, Bilingual("Student with next semester planned", "已預先選好下學期科目的學生")),
    "offered": (13, Bilingual("Student to whom a waiting list offers a place", "候補名單已提供學額的學生")),
    "fallen": (14, Bilingual("Student whose registration has ended, unpaid", "因欠費而註冊失效的學生")),
    "transferred": (15, Bilingual("Part-time student, credit transfer not paid for", "未繳學分轉移費的兼讀制學生")),
    "finishing": (16, Bilingual("Student who finishes this semester", "本學期修畢課程的學生")),
    "one_condition": (17, Bilingual("Student who lacks the work-integrated part only", "只欠校企協作教育的學生")),
    "graduand": (18, Bilingual("Graduand, award conferred in October", "十月獲頒學位的準畢業生")),
    "graduate": (19, Bilingual("Graduate with first class honours", "一級榮譽畢業生")),
}
STAFF = {
    "teacher": Bilingual("Subject teacher", "科目教師"),
    "panel": Bilingual("Chair of a Subject Assessment Review Panel", "科目評核小組主席"),
    "advisor": Bilingual("Academic advisor", "學業導師"),
    "leader": Bilingual("Programme Leader", "課程主任"),
    "office": Bilingual("Department office, some groups full", "學系辦公室，部分組別已滿額"),
    "head": Bilingual("Head of Department", "系主任"),
    "registry": Bilingual("Academic Registry", "教務處"),
    "records": Bilingual("Academic Registry, a second person", "教務處另一名職員"),
    "finance": Bilingual("Finance Office", "財務處"),
    "cashier": Bilingual("Finance Office, a second person", "財務處另一名職員"),
    "affairs": Bilingual("Student Affairs Office, halls", "學生事務處（宿舍）"),
    "library": Bilingual("Library", "圖書館"),
    "board": Bilingual("Board of Examiners", "考試委員會"),
    "auditor": Bilingual("Auditor", "審計員"),
    "operator": Bilingual("System operator", "系統管理員"),
}


@dataclass(frozen=True)
class SignIn:
    """One demonstration account."""

    net_id: str
    name: Bilingual
    role: Bilingual
    password: str = PASSWORD


def sign_ins() -> list[SignIn]:
    """Return the named accounts that exist, students first; none outside demonstration mode. Two queries."""
    if not settings.DEMONSTRATION:
        return []
    roles = dict(STUDENTS.values())
    studies = apps.get_model("studies", "Study").objects.filter(student_number__regex=r"^\d\d0000\d\d[A-Z]$")
    students = studies.select_related("student__person").order_by("student_number")
    staff = apps.get_model("people", "Person").objects.filter(user__username__in=STAFF).select_related("user")
    by_net_id = {person.user.username: person for person in staff}
    found = [
        (
            int(study.student_number[6:8]),
            SignIn(study.student.username, _name(study.student.person), roles[int(study.student_number[6:8])]),
        )
        for study in students
        if int(study.student_number[6:8]) in roles
    ]
    return [sign_in for _, sign_in in sorted(found, key=lambda item: item[0])] + [
        SignIn(net_id, _name(by_net_id[net_id]), role) for net_id, role in STAFF.items() if net_id in by_net_id
    ]


def _name(person: Any) -> Bilingual:
    return Bilingual(str(person), person.name_zh or str(person))

"""Subjects and curricula of the demonstration, composed from the topics of its departments."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from registrar.areas.catalogue.programme_files import ProgrammeEntry
from registrar.demo.requisites import add_requisites
from registrar.demo.syllabus import Place, Requisite, Subject, Syllabus
from registrar.demo.syllabus_file import SharedSubject, SyllabusFile

CREDITS = 3
TIERS = {
    "bachelor": "bachelor",
    "higher_diploma": "higher_diploma",
    "taught_postgraduate": "postgraduate",
    "postgraduate_diploma": "postgraduate",
    "professional_doctorate": "doctorate",
}
# (stage, semester) of the four service subjects of a bachelor's degree.
SERVICE_PLACES = ((1, "S1"), (1, "S2"), (1, "S1"), (2, "S1"))


Moment = tuple[int, str]
Put = Callable[[str, str, Moment], None]


def compose(file: SyllabusFile, programmes: Iterable[ProgrammeEntry], faculties: Mapping[str, str]) -> Syllabus:
    """Return the syllabus that the programmes need; `faculties` says under which faculty a department stands.

    The same input gives the same syllabus.
    """
    return _Composer(file, list(programmes), faculties).compose()


class _Composer:
    def __init__(self, file: SyllabusFile, programmes: list[ProgrammeEntry], faculties: Mapping[str, str]) -> None:
        self.faculties = faculties
        self.file = file
        self.programmes = programmes
        self.syllabus = Syllabus()
        self.turn: dict[tuple[str, str], int] = defaultdict(int)
        self.partners = {a: b for pair in file.exclusions for a, b in (pair, pair[::-1])}

    def compose(self) -> Syllabus:
        for number, programme in enumerate(self.programmes):
            self.syllabus.curricula[programme.code] = self.curriculum(programme, number)
        for item in self.file.languages:
            self.shared(item, "gur")
        self.syllabus.subjects = dict(sorted(self.syllabus.subjects.items()))
        self.syllabus.fixed = {(one.programme, one.subject) for one in self.file.fixed}
        self.syllabus.minors = self.file.minors
        chains = [(pair.subject, pair.after) for pair in self.file.chains if not pair.continues]
        add_requisites(self.syllabus, self.file.exclusions, chains)
        follow_ons = [Requisite(pair.subject, "continues", pair.after) for pair in self.file.chains if pair.continues]
        self.syllabus.requisites += follow_ons
        return self.syllabus

    # ---- one programme

    def curriculum(self, programme: ProgrammeEntry, number: int) -> list[Place]:
        tier = TIERS[programme.level]
        semesters = [(1 + i // 2, ("S1", "S2")[i % 2]) for i in range(programme.normal_duration)]
        placement = tier == "bachelor" and programme.mode == "full_time"
        training = (programme.credits_required % CREDITS or CREDITS) if placement else 0
        count = (programme.credits_required - training) // CREDITS
        room = {place: count // len(semesters) + (i < count % len(semesters)) for i, place in enumerate(semesters)}
        places: list[Place] = []
        chosen: set[str] = set()

        def put(code: str, category: str, place: tuple[int, str]) -> None:
            if code not in chosen and room.get(place, 0) > 0:
                chosen.add(code)
                room[place] -= 1
                places.append(Place(code, category, *place))

        self.put_shared(programme, tier, number, put)
        self.put_special(programme, tier, number, semesters, put)
        self.put_own(programme, tier, semesters, room, put)
        if placement:
            places.append(Place(self.training(programme, training), "compulsory", 3, "ST"))
        order = {"S1": 0, "S2": 1, "ST": 2}
        return sorted(places, key=lambda place: (place.stage, order[place.semester], place.subject))

    def put_shared(self, programme: ProgrammeEntry, tier: str, number: int, put: Put) -> None:
        """Languages, General University Requirements and service subjects."""
        if tier == "higher_diploma":
            for item, semester in zip(self.file.languages[:2], ("S1", "S2"), strict=True):
                put(self.shared(item, "gur"), "gur", (1, semester))
        if tier != "bachelor":
            return
        for item, semester in zip(self.file.languages[:2], ("S1", "S2"), strict=True):
            put(self.shared(item, "gur"), "gur", (1, semester))
        faculty = self.file.service_of.get(self.faculties[programme.department], "people")
        service = self.file.service[faculty]
        for item, place in zip(service, SERVICE_PLACES, strict=True):
            put(self.shared(item, "ordinary"), "compulsory", place)
        taken = {item.code for item in service}
        offered = [
            item
            for item in self.file.gur
            if item.department != programme.department and self.partners.get(item.code) not in taken
        ]
        wanted = 6 if programme.mode == "full_time" else 3
        for turn in range(wanted):
            item = offered[(number * wanted + turn) % len(offered)]
            put(self.shared(item, "gur"), "gur", (2 + turn // 2, ("S1", "S2")[turn % 2]))

    def put_special(self, programme: ProgrammeEntry, tier: str, number: int, semesters: list[Moment], put: Put) -> None:
        """Capstone or research methods, practica, and one free elective from another department."""
        last = semesters[-1]
        if tier in ("bachelor", "higher_diploma"):
            put(self.capstone(programme.department, tier, 4 if tier == "bachelor" else 3), "compulsory", last)
        else:
            put(
                self.capstone(programme.department, "postgraduate", 6 if tier == "doctorate" else 5),
                "compulsory",
                (1, "S1"),
            )
        if programme.department in self.file.practicum_departments and tier != "doctorate":
            for stage in sorted({stage for stage, _ in semesters} - {1} or {1}):
                put(self.practicum(programme.department, stage, tier), "compulsory", (stage, "S2"))
        if tier == "bachelor" and programme.mode == "full_time":
            hosts = sorted(
                {
                    p.department
                    for p in self.programmes
                    if p.level == "bachelor" and p.department != programme.department
                }
            )
            if hosts:
                host = hosts[(number * 3) % len(hosts)]
                put(self.grown(host, "bachelor", 1, 0, 0), "free_elective", (last[0], "S1"))

    def put_own(
        self, programme: ProgrammeEntry, tier: str, semesters: list[Moment], room: dict[Moment, int], put: Put
    ) -> None:
        """Fill what is left with the department's own subjects, topic by topic."""
        forms = self.file.forms[tier]
        topics = len(self.file.departments[programme.department].topics)
        if tier in ("postgraduate", "doctorate"):
            # Programmes of one department share the pool and begin at different places in it.
            pool = [(s, f, t) for s in map(int, forms) for f in range(len(forms[str(s)])) for t in range(topics)]
            turn = self.turn[(programme.department, tier)]
            self.turn[(programme.department, tier)] += 1
            start = turn * 5 % len(pool)
            ring = iter(pool[start:] + pool[:start])
            compulsory = len(pool) // 4
            for place in semesters:
                while room[place] > 0 and (item := next(ring, None)):
                    category = "compulsory" if compulsory > 0 else "elective"
                    compulsory -= 1
                    put(self.grown(programme.department, tier, *item), category, place)
            return
        stages = {stage for stage, _ in semesters}
        for stage in sorted(stages):
            key = str(min(stage, max(map(int, forms))))
            pool = [(int(key), f, t) for f in range(len(forms[key])) for t in range(topics)]
            ring = iter(pool)
            for semester in ("S1", "S2"):
                while room.get((stage, semester), 0) > 0 and (item := next(ring, None)):
                    elective = stage >= 3 and room[(stage, semester)] == 1
                    code = self.grown(programme.department, tier, *item)
                    put(code, "elective" if elective else "compulsory", (stage, semester))

    # ---- subjects

    def add(self, subject: Subject) -> str:
        self.syllabus.subjects.setdefault(subject.code, subject)
        return subject.code

    def shared(self, item: SharedSubject, kind: str) -> str:
        return self.add(Subject(item.code, item.department, item.en, item.zh, CREDITS, item.level, kind))

    def grown(self, department: str, tier: str, stage: int, form: int, topic: int) -> str:
        """Return the subject that a form of a stage makes of a topic."""
        unit = self.file.departments[department]
        title, subject = self.file.forms[tier][str(stage)][form], unit.topics[topic]
        series = {
            "bachelor": 0,
            "higher_diploma": 500,
            "postgraduate": 100 * (stage - 1),
            "doctorate": 100 * (stage - 1),
        }
        level = {"postgraduate": 5, "doctorate": 6}.get(tier, stage)
        return self.add(
            Subject(
                code=f"{unit.prefix}{level}{series[tier] + (topic + 1) * 10 + form + 1:03d}",
                department=department,
                title_en=title.en.format(topic=subject.en),
                title_zh=title.zh.format(topic=subject.zh),
                credits=CREDITS,
                level=level,
                topic=topic,
                form=form,
            )
        )

    def capstone(self, department: str, tier: str, level: int) -> str:
        title = self.file.capstones[tier]
        code = f"{self.file.departments[department].prefix}{level}900"
        return self.add(Subject(code, department, title.en, title.zh, CREDITS, level))

    def practicum(self, department: str, stage: int, tier: str) -> str:
        level = 5 if tier == "postgraduate" else stage
        unit, title = self.file.departments[department], self.file.practicum
        numeral = ("I", "II", "III", "IV", "V")[stage - 1]
        return self.add(
            Subject(
                code=f"{unit.prefix}{level}70{stage}",
                department=department,
                title_en=f"{title.en} {numeral}",
                title_zh=f"{title.zh}（{'一二三四五'[stage - 1]}）",
                credits=CREDITS,
                level=level,
                kind="practicum",
                max_retakes=self.file.practicum_retakes,
            )
        )

    def training(self, programme: ProgrammeEntry, credits_: int) -> str:
        unit, title = self.file.departments[programme.department], self.file.work_integrated
        return self.add(
            Subject(
                f"{unit.prefix}3801",
                programme.department,
                title.en,
                title.zh,
                credits_,
                3,
                "work_integrated",
                graded=False,
            )
        )

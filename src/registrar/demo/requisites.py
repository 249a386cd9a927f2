"""Requisites of the demonstration's subjects: chains by topic that every programme's pattern can satisfy."""

from collections import defaultdict

from registrar.demo.syllabus import Place, Requisite, Subject, Syllabus

MINIMUM = "C"


def add_requisites(syllabus: Syllabus, exclusions: list[list[str]], chains: list[tuple[str, str]]) -> None:
    """Add pre-requisites, co-requisites and exclusions to a syllabus.

    A requisite is only written where each programme that teaches the subject teaches what it asks for earlier (for a
    co-requisite: not later), so a student who follows the pattern and passes is never locked out, and none runs in a
    circle. `chains` are pairs (subject, what it asks for) of shared subjects.
    """
    writer = _Writer(syllabus)
    for code, asked in chains:
        writer.prerequisite(code, [[asked]])
    for subject in list(syllabus.subjects.values()):
        writer.grow(subject)
    for first, second in exclusions:
        for one, other in ((first, second), (second, first)):
            if one in syllabus.subjects and other in syllabus.subjects:
                writer.rows.append(Requisite(one, "exclusion", other))
    writer.exclude_twins()
    syllabus.requisites = sorted(set(writer.rows), key=lambda row: (row.subject, row.kind, row.alternative, row.other))


class _Writer:
    def __init__(self, syllabus: Syllabus) -> None:
        self.syllabus = syllabus
        self.rows: list[Requisite] = []
        self.teaching: dict[str, list[dict[str, tuple[int, int]]]] = defaultdict(list)
        self.electives = {
            p.subject for places in syllabus.curricula.values() for p in places if p.category == "elective"
        }
        for places in syllabus.curricula.values():
            when = {place.subject: _moment(place) for place in places}
            for code in when:
                self.teaching[code].append(when)

    def grow(self, subject: Subject) -> None:
        """Write what a subject of a topic, a capstone or a practicum builds on."""
        if subject.code[-3:] == "900":
            self.capstone(subject)
        elif subject.kind == "practicum":
            before = subject.code[:-4] + f"{subject.level - 1}70{int(subject.code[-1]) - 1}"
            self.prerequisite(subject.code, [[before]])
        elif subject.topic is not None and subject.level in (2, 3, 4):
            twins = [self.twin(subject, subject.level - 1, form) for form in (0, 1)]
            grade = MINIMUM if subject.code in self.electives and subject.topic % 3 == 0 else ""
            self.prerequisite(subject.code, [[code for code in twins if code]], grade)
            if subject.form == 1:
                self.corequisite(subject.code, self.twin(subject, subject.level, 0))
        elif subject.topic is not None and subject.level >= 5 and subject.form == 1:
            self.prerequisite(subject.code, [[f"{_prefix(subject)}{subject.level}900"]])

    def capstone(self, subject: Subject) -> None:
        """A capstone asks for two things of the year before: one of a topic and one of another."""
        if subject.level >= 5:
            return
        groups = [
            [code for form in (0, 1) if (code := self.named(subject, subject.level - 1, topic, form))]
            for topic in (0, 1)
        ]
        self.prerequisite(subject.code, [group for group in groups if group])

    def twin(self, subject: Subject, level: int, form: int) -> str | None:
        return self.named(subject, level, subject.topic or 0, form, subject.code[-3] == "5")

    def named(self, subject: Subject, level: int, topic: int, form: int, diploma: bool = False) -> str | None:
        series = 500 if diploma or (subject.code[-3:] == "900" and subject.level == 3) else 0
        code = f"{_prefix(subject)}{level}{series + (topic + 1) * 10 + form + 1:03d}"
        return code if code in self.syllabus.subjects else None

    def prerequisite(self, code: str, groups: list[list[str]], minimum: str = "") -> None:
        """Write `groups` (and of ors), leaving out what some programme could not satisfy in time."""
        for number, group in enumerate(groups, 1):
            known = [other for other in group if other in self.syllabus.subjects]
            if known and all(any(when.get(o, _NEVER) < when[code] for o in known) for when in self.teaching[code]):
                self.rows += [Requisite(code, "prerequisite", other, number, minimum) for other in known]

    def corequisite(self, code: str, other: str | None) -> None:
        if other and all(when.get(other, _NEVER) <= when[code] for when in self.teaching[code]):
            self.rows.append(Requisite(code, "corequisite", other))

    def exclude_twins(self) -> None:
        """A Higher Diploma's entry subject and the degree's introduction to the same topic rule each other out."""
        for code, subject in self.syllabus.subjects.items():
            other = f"{_prefix(subject)}1{(subject.topic or 0) * 10 + 11:03d}"
            if code[-3] == "5" and subject.level == 1 and subject.form == 0 and other in self.syllabus.subjects:
                self.rows += [Requisite(code, "exclusion", other), Requisite(other, "exclusion", code)]


_NEVER = (99, 0)


def _moment(place: Place) -> tuple[int, int]:
    return place.stage, ("S1", "S2", "ST").index(place.semester)


def _prefix(subject: Subject) -> str:
    return subject.code[:-4]

"""The syllabus and the figures of the handbook, as the demonstration's past looks them up."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from registrar.demo.students import THIS_YEAR
from registrar.demo.syllabus import Place, Subject, Syllabus


@dataclass(frozen=True)
class Law:
    """The figures of the handbook that the past is made by, read from the university's parameters."""

    threshold: int  # GPA in hundredths
    most_credits: int
    most_credits_on_probation: int
    scales: Mapping[int, tuple[list[int], list[str], list[int]]]  # year -> least scores, grades, tenths of points

    def graded(self, year: int, score: int) -> tuple[str, int]:
        """Return grade and tenths of grade points for a score."""
        scores, grades, tenths = self.scales[year]
        place = bisect_right(scores, score)
        return grades[place], tenths[place]


class Pattern:
    """The syllabus as the simulation looks it up."""

    def __init__(self, syllabus: Syllabus, law: Law) -> None:
        """Index curricula by stage and semester, and requisites by subject."""
        self.subjects: Mapping[str, Subject] = syllabus.subjects
        self.stages: dict[str, dict[tuple[int, str], list[Place]]] = {}
        for code, places in syllabus.curricula.items():
            stages: dict[tuple[int, str], list[Place]] = defaultdict(list)
            for place in places:
                stages[(place.stage, place.semester)].append(place)
            self.stages[code] = dict(stages)
        points = dict(zip(law.scales[THIS_YEAR][1], law.scales[THIS_YEAR][2], strict=True))
        self.before: dict[str, dict[int, list[tuple[str, int]]]] = defaultdict(lambda: defaultdict(list))
        self.beside: dict[str, list[str]] = defaultdict(list)
        for row in syllabus.requisites:
            if row.kind == "prerequisite":
                self.before[row.subject][row.alternative].append((row.other, points.get(row.minimum_grade, 0)))
            elif row.kind == "corequisite":
                self.beside[row.subject].append(row.other)

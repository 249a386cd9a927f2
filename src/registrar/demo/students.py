"""Who studies at the demonstration university: cohorts, modes, residency, names and ages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from registrar.areas.catalogue.programme_files import ProgrammeEntry
from registrar.demo.names import Name, Names
from registrar.kernel import AcademicYear
from registrar.rulebook.fees import FeeQuote, FeeTables

THIS_YEAR = 2024
FIRST_YEAR = 2019
# How many students a programme has for each year of study, in proportion to the others.
WEIGHTS = {
    ("bachelor", "full_time"): 2.4,
    ("bachelor", "part_time"): 1.0,
    ("higher_diploma", "full_time"): 2.0,
    ("higher_diploma", "part_time"): 0.8,
    ("postgraduate_diploma", "full_time"): 0.8,
    ("taught_postgraduate", "full_time"): 0.6,
    ("taught_postgraduate", "mixed"): 0.42,
    ("professional_doctorate", "part_time"): 0.1,
}
# Those who should have finished last summer, for each one in a normal cohort: some did, some have not.
LEFT_OVER = 0.25
# One student in so many takes a Minor.
MINOR_ONE_IN = 12
NONLOCAL = {"ugc": 0.13, "self_financed": 0.5}
LETTERS = {"bachelor": "D", "higher_diploma": "D", "professional_doctorate": "R"}


Streams = Callable[[ProgrammeEntry, int, str], list[str]]


@dataclass(slots=True)
class Result:
    """One result of the record; `tenths` are grade points times ten, None outside the GPA."""

    subject: str
    term: str
    attempt: int
    origin: str
    category: str
    credits: int
    grade: str
    tenths: int | None
    failed: bool
    earned: int


@dataclass(slots=True)
class Standing:
    """How a student stood after a term; GPAs in hundredths."""

    term: str
    semester_gpa: int | None
    gpa: int | None
    credits_taken: int
    credits_earned_total: int
    standing: str


@dataclass(slots=True)
class Wish:
    """A subject that a student means to take this semester."""

    subject: str
    category: str
    kind: str = "normal"


@dataclass(slots=True)
class Student:
    """One student with a study on one programme."""

    programme: ProgrammeEntry
    cohort: int
    residency: str
    number: str
    name: Name
    born: date
    language: str
    ability: float
    stream: str = ""
    admission: str = "first_year"
    self_paced: bool = False
    status: str = "active"
    left: tuple[str, str] | None = None  # term and reason, for those who have left
    extended: bool = False
    late_finisher: bool = False
    one_left: bool = False  # of what was put off, everything is taken this semester
    results: list[Result] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    approvals: list[tuple[str, str, str | None, int | None, str]] = field(default_factory=list)
    section: int = 0
    persona: str = ""
    without: tuple[str, ...] = ()  # wishes that are still to be registered
    announced: dict[str, date] = field(default_factory=dict)  # terms whose results came out on another day
    planned: bool = False  # next semester's subjects are in the basket
    unqualified: bool = False  # what the department registered early has lost its pre-requisite since

    @property
    def years(self) -> int:
        """Normal duration in years."""
        return (self.programme.normal_duration + 1) // 2

    @property
    def first_stage(self) -> int:
        """The year of study that the student entered."""
        return 3 if self.admission == "senior_year" else 1

    @property
    def jupas(self) -> bool:
        """Whether the student came through JUPAS: local school leavers on degrees funded by the UGC."""
        degree = self.programme.level == "bachelor" and self.programme.funding == "ugc"
        return degree and self.residency == "local" and self.admission == "first_year"

    def stage(self, year: int) -> int:
        """Year of study in an academic year; the last one for whoever stays longer."""
        return max(1, min(self.years, self.first_stage + year - self.cohort))

    @property
    def net_id(self) -> str:
        """The sign-in name: the student number in lower case (polyu-2024-25:3A-01)."""
        return self.number.lower()


def admit(programmes: list[ProgrammeEntry], count: int, fees: FeeTables, names: Names, random: Random) -> list[Student]:
    """Return `count` students over the programmes, in a fixed order for a given state of `random`."""
    streams = cache(lambda programme, cohort, residency: streams_of(programme, cohort, residency, fees))
    places = [(programme, cohort) for programme in programmes for cohort in cohorts_of(programme, fees)]
    weights = [_weight(programme, cohort) for programme, cohort in places]
    students: list[Student] = []
    for (programme, cohort), size in zip(places, _shares(weights, count), strict=True):
        for _ in range(size):
            students.append(_student(programme, cohort, len(students), streams, names, random))
    return students


def cohorts_of(programme: ProgrammeEntry, fees: FeeTables) -> list[int]:
    """Return the cohorts that may still be here: those of the normal duration and the one before, where priced."""
    years = (programme.normal_duration + 1) // 2
    wanted = range(max(FIRST_YEAR, THIS_YEAR - years), THIS_YEAR + 1)
    return [year for year in wanted if streams_of(programme, year, "local", fees)]


def streams_of(programme: ProgrammeEntry, cohort: int, residency: str, fees: FeeTables) -> list[str]:
    """Return the streams with a price for a cohort and residency; [""] for a programme without streams."""
    if programme.funding == "ugc":
        return [""] if residency == "local" or programme.level in ("bachelor", "taught_postgraduate") else []
    return [
        stream
        for stream in programme.streams or ("",)
        if isinstance(
            fees.price(
                programme.code,
                stream or None,
                AcademicYear(cohort),
                residency,
                charged_in=AcademicYear(THIS_YEAR),
                subject_level=5,
            ),
            FeeQuote,
        )
    ]


def _weight(programme: ProgrammeEntry, cohort: int) -> float:
    years = (programme.normal_duration + 1) // 2
    weight = WEIGHTS.get((programme.level, programme.mode), 0.4)
    return weight * (LEFT_OVER if cohort <= THIS_YEAR - years else 1.0)


def _shares(weights: list[float], count: int) -> list[int]:
    """Split a count in proportion; the largest remainders get what is left."""
    total = sum(weights)
    exact = [count * weight / total for weight in weights]
    shares = [int(part) for part in exact]
    order = sorted(range(len(exact)), key=lambda i: (shares[i] - exact[i], i))
    for i in order[: count - sum(shares)]:
        shares[i] += 1
    return shares


def _student(
    programme: ProgrammeEntry, cohort: int, index: int, streams: Streams, names: Names, random: Random
) -> Student:
    nonlocal_ = random.random() < NONLOCAL[programme.funding] and programme.mode != "part_time"
    offered = streams(programme, cohort, "nonlocal" if nonlocal_ else "local")
    if nonlocal_ and not offered:
        nonlocal_ = False
        offered = streams(programme, cohort, "local")
    bachelor = programme.level == "bachelor" and programme.mode == "full_time"
    student = Student(
        programme=programme,
        cohort=cohort,
        residency="nonlocal" if nonlocal_ else "local",
        number=student_number(cohort, 10_000 + index * 7 + random.randrange(7), programme.level),
        name=names.nonlocal_(random) if nonlocal_ else names.local(random),
        born=born(programme.level, cohort, random),
        language="en" if nonlocal_ or random.random() < 0.4 else "zh-hant",
        ability=random.gauss(0.0, 1.0),
        stream=random.choice(offered),
    )
    chance = random.random()
    if bachelor and cohort >= THIS_YEAR - 1:
        if chance < 0.05:
            student.admission = "senior_year"
        elif chance < 0.08:
            student.self_paced = True
    student.late_finisher = cohort <= THIS_YEAR - student.years and chance < 0.6
    return student


def born(level: str, cohort: int, random: Random) -> date:
    """Return a plausible birthday: a few school leavers are still 17 when they begin."""
    if level in ("bachelor", "higher_diploma"):
        if random.random() < 0.05:
            return date(cohort - 18, 9, 10) + timedelta(days=random.randrange(200))
        return date(cohort - 18, 8, 31) - timedelta(days=random.randrange(620))
    youngest = date(cohort - (27 if level == "professional_doctorate" else 22), 6, 30)
    return youngest - timedelta(days=int(365 * 18 * random.random() ** 2))


def student_number(cohort: int, serial: int, level: str) -> str:
    """Return a student number: year of admission, six digits, and a letter for the kind of study."""
    return f"{cohort % 100:02d}{serial:06d}{LETTERS.get(level, 'G')}"

"""What the students of the demonstration have done so far: results, retakes, GPAs, standing, and this term's plan."""

from random import Random

from registrar.demo.pattern import Law, Pattern
from registrar.demo.students import FIRST_YEAR, THIS_YEAR, Result, Standing, Student, Wish
from registrar.demo.syllabus import Place
from registrar.kernel import AcademicYear

TERM = f"{AcademicYear(THIS_YEAR)}-S1"
WORK_INTEGRATED_GRADE = "P"
TRANSFERRED = "T"
# A score is made of these: what everybody has, ability, and chance.
GROUND, SKILL, CHANCE = 12, 54, 78
MOST_ATTEMPTS = 3
SELF_PACED_CREDITS = 9
LIGHT_LOAD = 9
AGREED = 0.7


class Life:
    """One student's way through the terms."""

    def __init__(self, student: Student, pattern: Pattern, law: Law, random: Random) -> None:
        """Stand at the day of admission."""
        self.student = student
        self.pattern = pattern
        self.law = law
        self.random = random
        self.attempts: dict[str, int] = {}
        self.points: dict[str, tuple[int, int]] = {}  # subject -> credits, tenths, of the last attempt
        self.passed: dict[str, int] = {}  # subject -> tenths
        self.backlog: dict[str, Place] = {}
        self.postponed: dict[str, int] = {}
        self.earned = 0
        self.low_run = 0
        self.probation = False

    def live(self) -> None:
        """Go through every term up to the last one, then plan the present one."""
        student = self.student
        if student.late_finisher:
            self.postpone()
        if student.admission == "senior_year":
            self.transfer()
        leaves = self.leaving_year()
        for year in range(student.cohort, THIS_YEAR):
            if year == leaves:
                student.status, student.left = "withdrawn", (f"{AcademicYear(year)}-S1", "own_request")
                return
            for part in ("S1", "S2"):
                self.semester(year, part)
                if student.left:
                    return
            self.summer(year)
        self.end_of_duration()
        if student.status == "active":
            student.wishes = self.wishes()

    def leaving_year(self) -> int | None:
        """A few withdraw after their first year."""
        chance = self.random.random()
        return self.student.cohort + 1 if chance < 0.012 and self.student.cohort < THIS_YEAR - 1 else None

    def postpone(self) -> None:
        """Whoever finishes late has left two or three subjects of the last year for later."""
        last = self.student.years
        stages = self.pattern.stages[self.student.programme.code]
        for part in ("S1",) if self.student.one_left else ("S1", "S2"):
            codes = [place.subject for place in stages.get((last, part), []) if place.category != "gur"]
            for code in self.random.sample(codes, min(2 if part == "S1" else 1, len(codes))):
                self.postponed[code] = THIS_YEAR

    def transfer(self) -> None:
        """Carry the first two years over for a senior-year entrant."""
        term = f"{AcademicYear(self.student.cohort)}-S1"
        for (stage, part), places in self.pattern.stages[self.student.programme.code].items():
            if stage < self.student.first_stage and part != "ST":
                for place in places:
                    credits_ = self.pattern.subjects[place.subject].credits
                    self.passed[place.subject] = 999
                    self.earned += credits_
                    self.student.results.append(
                        Result(
                            place.subject,
                            term,
                            1,
                            "transferred",
                            place.category,
                            credits_,
                            TRANSFERRED,
                            None,
                            False,
                            credits_,
                        )
                    )

    # ---- a term

    def plan(self, year: int, part: str) -> list[Place]:
        """Return what the student takes: what was failed or left, then the pattern, within the ceiling."""
        student = self.student
        stage = student.first_stage + year - student.cohort
        wanted = [place for place in self.backlog.values() if place.semester == part]
        known = {place.subject for place in wanted}
        pattern = self.pattern.stages[student.programme.code].get((stage, part), [])
        wanted += [place for place in pattern if place.subject not in known and place.subject not in self.passed]
        ceiling = self.law.most_credits_on_probation if self.probation else self.law.most_credits
        if student.self_paced:
            ceiling = SELF_PACED_CREDITS
        chosen: list[Place] = []
        total = 0
        for place in wanted:
            credits_ = self.pattern.subjects[place.subject].credits
            if total + credits_ <= ceiling and self.may_take(place, year, {p.subject for p in chosen}):
                chosen.append(place)
                total += credits_
            else:
                self.backlog.setdefault(place.subject, place)
        return chosen

    def may_take(self, place: Place, year: int, chosen: set[str]) -> bool:
        """Pre- and co-requisites, the limit of attempts, and what the student put off."""
        code = place.subject
        if self.postponed.get(code, 0) > year:
            return False
        most = self.pattern.subjects[code].max_retakes
        if self.attempts.get(code, 0) >= (MOST_ATTEMPTS if most is None else most + 1):
            return False
        for group in self.pattern.before[code].values() if code in self.pattern.before else ():
            if not any(self.passed.get(other, -1) >= least for other, least in group):
                return False
        return all(other in self.passed or other in chosen for other in self.pattern.beside.get(code, ()))

    def semester(self, year: int, part: str) -> None:
        """Take the plan, be graded, and stand before the board."""
        chosen = self.plan(year, part)
        if not chosen:
            return
        term = f"{AcademicYear(year)}-{part}"
        taken = graded = weighted = 0
        stuck = False
        for place in chosen:
            subject = self.pattern.subjects[place.subject]
            score = int(GROUND + SKILL * self.student.ability + self.random.gauss(0.0, CHANCE))
            grade, tenths = self.law.graded(year, score)
            attempt = self.attempts[place.subject] = self.attempts.get(place.subject, 0) + 1
            failed = tenths == 0
            earned = 0 if failed else subject.credits
            taken += subject.credits
            graded += subject.credits
            weighted += tenths * subject.credits
            self.points[place.subject] = (subject.credits, tenths)
            self.student.results.append(
                Result(
                    place.subject,
                    term,
                    attempt,
                    "taken",
                    place.category,
                    subject.credits,
                    grade,
                    tenths,
                    failed,
                    earned,
                )
            )
            if failed:
                self.backlog[place.subject] = place
                most = MOST_ATTEMPTS if subject.max_retakes is None else subject.max_retakes + 1
                stuck = stuck or (place.category == "compulsory" and attempt >= most)
            else:
                self.backlog.pop(place.subject, None)
                self.passed[place.subject] = tenths
                self.earned += earned
        self.board(term, _gpa(weighted, graded), taken, stuck)

    def board(self, term: str, semester_gpa: int | None, taken: int, stuck: bool) -> None:
        """Record GPA and standing, and de-register on grounds (iii) to (v)."""
        credits_ = sum(credit for credit, _ in self.points.values())
        gpa = _gpa(sum(credit * tenths for credit, tenths in self.points.values()), credits_)
        low = gpa is not None and gpa < self.law.threshold
        self.low_run = self.low_run + 1 if low else 0
        self.probation = low
        ground = ""
        if stuck:
            ground = "ground_iii"
        elif self.low_run >= 2 and semester_gpa is not None and semester_gpa < self.law.threshold:
            ground = "ground_iv"
        elif self.low_run >= 3:
            ground = "ground_v"
        standing = "deregistered" if ground else "probation" if low else "progressing"
        self.student.standings.append(Standing(term, semester_gpa, gpa, taken, self.earned, standing))
        if ground:
            self.student.status, self.student.left = "deregistered", (term, ground)

    def summer(self, year: int) -> None:
        """Do the work-integrated part in the summer where the pattern puts it."""
        stage = self.student.first_stage + year - self.student.cohort
        term = f"{AcademicYear(year)}-ST"
        for place in self.pattern.stages[self.student.programme.code].get((stage, "ST"), []):
            subject = self.pattern.subjects[place.subject]
            self.passed[place.subject] = 0
            self.earned += subject.credits
            self.student.results.append(
                Result(
                    place.subject,
                    term,
                    1,
                    "taken",
                    place.category,
                    subject.credits,
                    WORK_INTEGRATED_GRADE,
                    None,
                    False,
                    subject.credits,
                )
            )

    def end_of_duration(self) -> None:
        """Graduate whoever is through; let the others stay where the handbook lets them."""
        student = self.student
        if student.first_stage + THIS_YEAR - student.cohort <= student.years:
            return
        last = f"{AcademicYear(THIS_YEAR - 1)}-S2"
        if not self.backlog:
            student.status, student.left = "graduated", (last, "award_conferred")
        elif student.cohort > FIRST_YEAR:
            if self.random.random() < 0.75:
                student.extended = True
                student.approvals.append(("extension", "AR9", None, 2, "Family circumstances"))
            else:
                student.status, student.left = "deregistered", (last, "ground_ii")
                student.standings[-1].standing = "deregistered"

    # ---- the present term

    def wishes(self) -> list[Wish]:
        """Return what the student means to take this semester; a second retake needs its approval first."""
        chosen = []
        for place in self.plan(THIS_YEAR, "S1"):
            attempts = self.attempts.get(place.subject, 0)
            if attempts >= 2:
                if self.random.random() < 0.5:
                    continue
                self.student.approvals.append(
                    ("second_retake", "AR160", place.subject, None, "Second retake supported")
                )
            chosen.append(Wish(place.subject, place.category, "retake" if attempts else "normal"))
        self.agree_load(sum(self.pattern.subjects[wish.subject].credits for wish in chosen))
        return chosen

    def agree_load(self, credits_: int) -> None:
        """Most who take little, or are on probation, have it agreed with department or advisor."""
        student, agreed = self.student, self.random.random() < AGREED
        if agreed and student.programme.mode == "full_time" and 0 < credits_ < LIGHT_LOAD:
            student.approvals.append(("light_load", "AR121", None, None, "Few credits left for the award"))
        if agreed and self.probation:
            most = self.law.most_credits_on_probation
            student.approvals.append(("probation_load", "AR150", None, most, "Agreed with the academic advisor"))


def _gpa(weighted_tenths: int, credits_: int) -> int | None:
    """Return a GPA in hundredths, rounded half up (polyu-2024-25:GAP-03)."""
    return (weighted_tenths * 20 + credits_) // (2 * credits_) if credits_ else None

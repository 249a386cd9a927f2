"""Fairness of a ballot against first come first served, on simulated demand.

    PYTHONPATH=src python bench/ballot.py [--students N] [--short 0.85] [--seed N] [--demand FILE] [--svg FILE]

The same students with the same wishes and the same places go through both. Who comes when is a model: some have a slow
connection, some sit in class or work when registration opens. The ballot is the one that the registry runs: the same
turns, the same lottery rule. `--demand` takes a real list instead, one student a line with the subjects wanted.
Everything is drawn from the seed; equal arguments give equal tables.
"""

from __future__ import annotations

import argparse
import random
import sys
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import mean

from registrar.areas.registration.facts.ballot_turns import Claim, turns
from registrar.areas.registration.queries.ballot_order import lottery
from registrar.demo.demand_file import read_demand

TERM, DAY = "2024/25-S1", date(2024, 8, 2)
MOST = 5  # places a student may have: the credit ceiling, in subjects of equal size
FINAL, COMPULSORY, RETAKE, OTHER = 1, 2, 3, 4
ORDER = (FINAL, COMPULSORY, RETAKE, OTHER)  # as in the parameter registration.need_order
MINUTES = 60
PROGRAMMES, YEARS = 40, 4
BAR, LEFT = 15, 210
COLOURS = ("#8a939b", "#b07a1e", "#b23a2f", "#117a72", "#7fb8a4")


@dataclass
class Student:
    """One simulated student: wishes by rank as (subject, class), and how the opening finds the student."""

    ticket: str
    wishes: list[tuple[str, int]]
    slow: bool
    busy: bool
    arrival: float = 0.0
    got: list[str] = field(default_factory=list)


def made_up(count: int, chance: random.Random) -> list[Student]:
    """Students of forty programmes and four years.

    Three compulsory subjects of the own year come first; one in eight retakes one of the year before, beside those for
    whom it is due. Then electives, of which some are wanted far more than others, and one in three is another
    programme's compulsory subject; the last two are alternatives.
    """
    students = []
    for number in range(count):
        programme, year = number % PROGRAMMES, number // PROGRAMMES % YEARS + 1
        need = FINAL if year == YEARS else COMPULSORY
        wishes = [(f"P{programme}-{year}-{n}", need) for n in range(3)]
        if year > 1 and chance.random() < 1 / 8:
            again = f"P{programme}-{year - 1}-{chance.randrange(3)}"
            wishes.insert(1, (again, RETAKE if year < YEARS else FINAL))
        while len(wishes) < MOST + 2:
            subject = _elective(programme, chance)
            if subject not in {one for one, _ in wishes}:
                wishes.append((subject, FINAL if year == YEARS else OTHER))
        students.append(_student(wishes, chance))
    return students


def _elective(programme: int, chance: random.Random) -> str:
    if chance.random() < 1 / 3:
        return f"P{(programme + chance.randrange(1, 4)) % PROGRAMMES}-{chance.randrange(1, YEARS + 1)}-0"
    # The most wanted elective is wanted by several times as many as the middle one.
    return f"E{programme % 8}-{min(int(chance.paretovariate(1.1)), 12)}"


def from_file(path: Path, chance: random.Random) -> list[Student]:
    """Students of a file. It knows no programmes: a quarter is taken for the final year, and of the rest the first two
    subjects for compulsory ones.
    """
    students = []
    for line in read_demand(path).students:
        final = chance.random() < 1 / 4
        wishes = [(code, FINAL if final else COMPULSORY if rank < 2 else OTHER) for rank, code in enumerate(line)]
        students.append(_student(wishes, chance))
    return students


def _student(wishes: list[tuple[str, int]], chance: random.Random) -> Student:
    ticket = str(uuid.UUID(int=chance.getrandbits(128), version=4))
    return Student(ticket, wishes, slow=chance.random() < 0.3, busy=chance.random() < 0.25)


def places(students: list[Student], short: float) -> dict[str, int]:
    """Places of each subject: the share `short` of those who want it among their first wishes, two at least."""
    wanted = Counter(subject for one in students for subject, _ in one.wishes[:MOST])
    listed = {subject for one in students for subject, _ in one.wishes}
    return {subject: max(int(wanted[subject] * short), 2) for subject in sorted(listed)}


def equal_arrival(student: Student, chance: random.Random) -> float:
    """Everybody is equally quick: the best case of first come first served."""
    return chance.expovariate(1 / (3 * MINUTES))


def by_connection(student: Student, chance: random.Random) -> float:
    """Thirty in a hundred have a slow connection, and come through some minutes later."""
    return equal_arrival(student, chance) + (chance.uniform(2, 10) * MINUTES if student.slow else 0)


def by_morning(student: Student, chance: random.Random) -> float:
    """Slow connections, and a quarter who are in class or at work until about an hour after the opening."""
    return by_connection(student, chance) + (chance.uniform(50, 80) * MINUTES if student.busy else 0)


def first_come(students: list[Student], left: dict[str, int]) -> None:
    """In the order of arrival: each takes the own list from the top while places last."""
    for student in sorted(students, key=lambda one: (one.arrival, one.ticket)):
        for subject, _need in student.wishes:
            if len(student.got) < MOST and left[subject] > 0:
                left[subject] -= 1
                student.got.append(subject)


def ballot(students: list[Student], left: dict[str, int], seed: str, order: tuple[int, ...]) -> None:
    """The ballot as the registry runs it, with the classes in this order."""
    by_ticket = {one.ticket: one for one in students}
    numbers = {subject: number for number, subject in enumerate(left)}
    claims = [
        Claim(0, one.ticket, 0, numbers[subject], subject, rank, need, order.index(need) + 1)
        for one in students
        for rank, (subject, need) in enumerate(one.wishes, 1)
    ]

    def settle(claim: Claim) -> bool:
        student = by_ticket[claim.ticket]
        if left[claim.subject] <= 0 or len(student.got) >= MOST:
            return False
        left[claim.subject] -= 1
        student.got.append(claim.subject)
        return True

    for _turn in turns(claims, lottery(seed, TERM, DAY, "polyu"), settle):
        pass


def gini(values: list[int]) -> float:
    """How unequal places are: 0 where all have as many, near 1 where one has all."""
    ordered, whole = sorted(values), sum(values)
    if not whole:
        return 0.0
    weighted = sum(place * value for place, value in enumerate(ordered, 1))
    return 2 * weighted / (len(ordered) * whole) - (len(ordered) + 1) / len(ordered)


def figures(students: list[Student]) -> dict[str, float]:
    """The figures of one run, shares in percent."""

    def met(need: int) -> float:
        wanted = [(one, subject) for one in students for subject, of in one.wishes[:MOST] if of == need]
        return 100 * mean(subject in one.got for one, subject in wanted) if wanted else float("nan")

    def average(chosen: list[Student]) -> float:
        return mean(len(one.got) for one in chosen) if chosen else float("nan")

    late = [one for one in students if one.slow or one.busy]
    return {
        "Final-year wishes met, %": met(FINAL),
        "Compulsory wishes met, %": met(COMPULSORY),
        "Retake wishes met, %": met(RETAKE),
        "Other wishes met, %": met(OTHER),
        "First wish met, %": 100 * mean(one.wishes[0][0] in one.got for one in students),
        "All first five met, %": 100 * mean(all(s in one.got for s, _ in one.wishes[:MOST]) for one in students),
        "Fewer than three places, %": 100 * mean(len(one.got) < 3 for one in students),
        "Gini of places": gini([len(one.got) for one in students]),
        "Places: quick minus late": average([one for one in students if not (one.slow or one.busy)]) - average(late),
    }


def study(students: list[Student], short: float, seed: int) -> dict[str, dict[str, float]]:
    """Run first come first served under every arrival, and the ballot; the ballot does not ask when anybody came."""
    table = {}
    ways: list[tuple[str, Callable[[Student, random.Random], float]]] = [
        ("FCFS, all equally quick", equal_arrival),
        ("FCFS, slow connections", by_connection),
        ("FCFS, slow and busy at 8:30", by_morning),
    ]
    for name, arrival in ways:
        chance = random.Random(seed + 1)  # noqa: S311 (a study, not a secret)
        for one in students:
            one.got, one.arrival = [], arrival(one, chance)
        first_come(students, places(students, short))
        table[name] = figures(students)
    orders = {"Ballot": ORDER, "Ballot, retakes second": (FINAL, RETAKE, COMPULSORY, OTHER)}
    for name, order in orders.items():
        for one in students:
            one.got = []
        ballot(students, places(students, short), f"study {seed}", order)
        table[name] = figures(students)
    return table


def markdown(table: dict[str, dict[str, float]]) -> str:
    """The table as it stands in docs/concepts/ballot.md."""
    names = list(table)
    lines = ["| | " + " | ".join(names) + " |", "|---|" + "---:|" * len(names)]
    for figure in table[names[0]]:
        digits = 1 if "%" in figure else 2
        lines.append(f"| {figure} | " + " | ".join(f"{table[name][figure]:.{digits}f}" for name in names) + " |")
    return "\n".join(lines)


def picture(table: dict[str, dict[str, float]]) -> str:
    """Bars for the shares of wishes met, one group a figure, as SVG on a ground of its own: it reads light and dark."""
    shown = [name for name in next(iter(table.values())) if name.endswith(" met, %")]
    row = BAR * len(table) + 18
    height = row * len(shown) + 70
    said = "; ".join(f"{way}: " + ", ".join(f"{one[:-3]} {v[one]:.0f}%" for one in shown) for way, v in table.items())
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {height}" role="img" font-family="sans-serif">',
        f"<title>Share of wishes met, first come first served against the ballot</title><desc>{said}</desc>",
        _rect(0, 0, 760, height, "#fffdf8"),
    ]
    for place, figure in enumerate(shown):
        top = 12 + place * row
        parts.append(_text(LEFT - 10, top + row / 2 - 4, figure[:-3], anchor="end"))
        for colour, (way, values) in zip(COLOURS, enumerate(table.values()), strict=False):
            y, width = top + way * BAR, values[figure] * 4.6
            parts.append(_rect(LEFT, y, width, BAR - 3, colour))
            parts.append(_text(LEFT + width + 6, y + 11, f"{values[figure]:.0f}%"))
    for colour, (way, name) in zip(COLOURS, enumerate(table), strict=False):
        x, y = 12 + way % 3 * 240, height - 46 + way // 3 * 22
        parts.append(_rect(x, y, 12, 12, colour) + _text(x + 18, y + 11, name))
    return "".join(parts) + "</svg>\n"


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.1f}" height="{height:.0f}" fill="{colour}"/>'


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="12" text-anchor="{anchor}" fill="#1c2526">{text}</text>'


def main() -> int:
    """Print the table, and write the picture where it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=8000)
    parser.add_argument("--short", type=float, default=0.85, help="places for this share of the first five wishes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--demand", type=Path, help="a file with one student a line, the subjects wanted")
    parser.add_argument("--svg", type=Path, help="where to write the picture")
    args = parser.parse_args()
    chance = random.Random(args.seed)  # noqa: S311 (a study, not a secret)
    students = from_file(args.demand, chance) if args.demand else made_up(args.students, chance)
    table = study(students, args.short, args.seed)
    print(f"{len(students):,} students, places for {args.short:.0%} of the first {MOST} wishes, seed {args.seed}\n")
    print(markdown(table))
    if args.svg:
        args.svg.write_text(picture(table), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Rounds of one seat a request: the bare claim and the real submit by turns, then whole baskets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from bench.registration.site import Site, Used
from bench.registration.university import Student, plan

BASKET = "/my/registration/basket/"
CLAIM = "/bench/claim/"

Order = Callable[[Student, Sequence[int]], dict[str, Any]]


def bare_order(student: Student, groups: Sequence[int]) -> dict[str, Any]:
    """Claim one seat."""
    return {"key": student.study, "request": student.post(CLAIM, group=groups[0])}


def real_order(student: Student, groups: Sequence[int]) -> dict[str, Any]:
    """Submit the basket that was planned."""
    request = student.post(BASKET, mode="best_effort", idempotency_key=uuid4())
    return {"key": student.study, "request": request}


@dataclass
class Measured:
    """What one kind of request did over its rounds."""

    name: str
    seats: int = 1
    milliseconds: list[float] = field(default_factory=list)
    used: list[Used] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    answers: list[dict[str, Any]] = field(default_factory=list)

    def take(self, answers: list[dict[str, Any]], used: Used) -> None:
        """Add a round."""
        self.answers += answers
        self.used.append(used)
        self.statuses.update(answer["status"] for answer in answers)
        self.milliseconds += [answer["ms"] for answer in answers if answer["status"]]

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.answers) / sum(one.seconds for one in self.used)

    def percentile(self, share: float) -> float:
        """Milliseconds that so many of the requests stayed below."""
        ordered = sorted(self.milliseconds)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]

    def cpu(self, part: str) -> float:
        """Milliseconds of CPU a request that the web server, the database or the client used."""
        return sum(getattr(one, part) for one in self.used) * 1000 / len(self.answers)


def by_turns(site: Site, students: Sequence[Student], rounds: int, clients: int) -> tuple[Measured, Measured]:
    """Measure A B A B: half of the students claim bare seats, half submit; in each round another subject of theirs."""
    half = len(students) // 2
    bare, real = Measured("bare claim"), Measured("real submit")
    for number in range(rounds):
        for measured, order, part in ((bare, bare_order, students[:half]), (real, real_order, students[half:])):
            choices = _nth_subject(part, number)
            if measured is real:
                plan(choices)
            answers, used = site.answer([order(*choice) for choice in choices], clients)
            measured.take(answers, used)
    return bare, real


def baskets(site: Site, students: Sequence[Student], clients: int) -> Measured:
    """Measure whole baskets, as many subjects as each student wants."""
    choices = [(student, student.groups) for student in students if student.groups]
    plan(choices)
    measured = Measured("real, whole basket", sum(len(groups) for _, groups in choices))
    measured.take(*site.answer([real_order(*choice) for choice in choices], clients))
    return measured


def _nth_subject(students: Sequence[Student], number: int) -> list[tuple[Student, Sequence[int]]]:
    return [(student, student.groups[number : number + 1]) for student in students if len(student.groups) > number]

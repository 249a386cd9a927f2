"""The university that a rehearsal takes place in, and what its students want."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random

from django.conf import settings

from registrar.areas.registration.queries.open_groups import open_groups
from registrar.demo.create import create
from registrar.demo.demand import create_from_demand
from registrar.demo.demand_file import read_demand
from registrar.rehearsal.stages.registering import Wish
from registrar.rulebook import load_rulebook

Watch = Callable[[int, int], None]

TERM = "2024/25-S1"
BOLD = 0.06
"""Share of students who also try a subject from anywhere, which the rules may refuse."""


def demonstration_university(students: int, seed: int, watch: Watch) -> tuple[str, list[Wish]]:
    """Make the demonstration university with all seats free; return its term and the wishes of its students."""
    made = create(
        load_rulebook().university(settings.UNIVERSITY).path,
        students=students,
        seed=seed,
        registered=False,
        opening=None,
        told=lambda _, done, total: watch(done, total),
    )
    wanted = [(study, [wish.subject for wish in wishes]) for study, wishes in made.wishes]
    return TERM, _wishes(wanted, seed, bold=BOLD)


def demand_university(file: Path, seed: int, watch: Watch) -> tuple[str, list[Wish]]:
    """Make a university of real enrolments with all seats free; return its term and what its students want.

    `file` has one student a line, the line listing the subjects taken; a .crs file of the same name beside it names
    the subjects with their enrolment. Raises DemandError naming file and line where either can't be read.
    """
    demand = read_demand(file)
    made = create_from_demand(
        demand.students, demand.subjects, seed=seed, told=lambda _, done, total: watch(done, total)
    )
    wanted = [(study, [wish.subject for wish in wishes]) for study, wishes in made.wishes]
    return TERM, _wishes(wanted, seed, bold=0)


def _wishes(wanted: Iterable[tuple[int, Sequence[str]]], seed: int, *, bold: float) -> list[Wish]:
    """Turn subjects into the groups that each student would take, in the student's own order of liking.

    The students come in a random order, as on the morning; all of it is the same for the same seed. One query.
    """
    groups = open_groups(TERM)
    everything = sorted(groups)
    wishes: list[tuple[int, Sequence[Sequence[int]]]] = []
    for study, subjects in wanted:
        own = Random(f"{seed}:{study}")
        liked = list(subjects)
        if bold and own.random() < bold:
            liked.append(own.choice(everything))
        kinds = []
        for subject in dict.fromkeys(liked):
            if subject in groups:
                order = list(groups[subject])
                own.shuffle(order)
                kinds.append(order)
        wishes.append((study, kinds))
    Random(seed).shuffle(wishes)
    return wishes

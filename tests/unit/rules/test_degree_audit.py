"""The audit counts each subject where it helps most: against trying everything out, over random studies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registrar.kernel import Bilingual, Citation
from registrar.rulebook.requirements import Bound, Requirement, RequirementDocument, Selector, Take
from registrar.rules.award._audit_facts import DONE, AuditSubject, DegreeAuditFacts
from registrar.rules.award._audit_fill import Measure, filled
from registrar.rules.award._audit_slots import Slot, Task, task_of
from registrar.rules.award._audit_solve import solved

TAGS = ("a", "b", "c")
DAY = date(2025, 1, 1)


def selector(*tags: str) -> Selector:
    """Return the set of subjects with any of the tags."""
    return Selector(tags=list(tags))


def requirement(number: int, take: Take | None, **more: Any) -> Requirement:
    """Return a requirement called r0, r1, ..."""
    return Requirement(Citation("test", f"r{number}"), Bilingual("R", "求"), "take", take=take, **more)


def document(
    *requirements: Requirement, kind: str = "programme", shares: int | None = None, caps: tuple[Bound, ...] = ()
) -> RequirementDocument:
    """Return a document of these requirements."""
    title = Bilingual("D", "文")
    return RequirementDocument(
        kind, kind, ("X",), (), title, title, (0, 10**6), 120, None, shares, True, tuple(requirements), caps=caps
    )


def study(*subjects: AuditSubject) -> DegreeAuditFacts:
    """Return the facts of a study with these subjects."""
    return DegreeAuditFacts(programme="X", cohort="2024/25", term="2024/25-S1", subjects=subjects)


def missing(task: Task, documents: Sequence[RequirementDocument], taken: dict[int, tuple[int, ...]]) -> tuple[int, int]:
    """Return what lacks with everything, and with what is passed."""
    measure = Measure(task, documents)
    passed = {n for n, item in enumerate(task.subjects) if item.state in DONE}
    return (
        measure.total(measure.shortages(taken)),
        measure.total(measure.shortages(taken, passed)),
    )


def everything(task: Task) -> Iterator[dict[int, tuple[int, ...]]]:
    """Yield every way to count each subject once, or in two slots that may share it."""
    options: list[list[tuple[Slot, ...]]] = []
    for number in range(len(task.subjects)):
        fits = [slot for slot in task.slots if number in slot.among]
        pairs = [(a, b) for i, a in enumerate(fits) for b in fits[i + 1 :] if task.sharing(a, b)]
        options.append([(), *((slot,) for slot in fits), *pairs])
    for choice in product(*options):
        taken: dict[int, list[int]] = {slot.number: [] for slot in task.slots}
        common: dict[str, int] = {}
        limits: dict[str, int | None] = {}
        for number, slots in enumerate(choice):
            for slot in slots:
                taken[slot.number].append(number)
            if len(slots) == 2:
                name, most = task.sharing(*slots) or ("", None)
                common[name] = common.get(name, 0) + task.subjects[number].credits
                limits[name] = most
        if any(
            task.units(cap.part, {n for slot in cap.slots for n in taken[slot]}) > cap.part.need for cap in task.caps
        ):
            continue
        if all(most is None or common[name] <= most for name, most in limits.items()):
            yield {number: tuple(found) for number, found in taken.items()}


subjects = st.lists(
    st.tuples(
        st.sampled_from((3, 3, 3, 6, 2)),
        st.sampled_from(("passed", "passed", "in_progress", "planned")),
        st.sets(st.sampled_from(TAGS), min_size=1),
        st.integers(1, 4),
    ),
    max_size=5,
)
takes = st.lists(
    st.tuples(
        st.sampled_from(("credits", "count")),
        st.integers(1, 3),
        st.sets(st.sampled_from(TAGS), min_size=1),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=120, deadline=None)
@given(
    subjects=subjects,
    takes=takes,
    shared=st.sampled_from((None, 3, 6, "any")),
    cap=st.sampled_from((None, None, Bound(3, None, selector("a")), Bound(None, 1, selector("a", "b")))),
)
def test_no_other_way_of_counting_lacks_less(
    subjects: list[Any], takes: list[Any], shared: int | str | None, cap: Bound | None
) -> None:
    # Given a random study and random requirements, some of which may share subjects and ask for a higher level
    items = [
        AuditSubject(subject=f"S{n}", credits=size, state=state, tags=tuple(sorted(tags)), level=level)
        for n, (size, state, tags, level) in enumerate(subjects)
    ]
    made = []
    for number, (unit, need, tags, floor, ceiling) in enumerate(takes):
        also = (Bound(3, None, Selector.model_validate({"level": {"from": 3}})),) if floor else ()
        low = Selector.model_validate({"level": {"to": 2}})
        at_most = (Bound(None, 1, low), Bound(4, None, selector("a"))) if ceiling else ()
        size = {"count": need} if unit == "count" else {"credits": need * 3}
        more: dict[str, Any] = {}
        if number == 1 and shared is not None:
            more = {"reuses": frozenset({"r0"}), "reuses_most": None if shared == "any" else shared}
        made.append(
            requirement(number, Take(source=selector(*sorted(tags)), also=also, at_most=at_most, **size), **more)
        )
    documents = [document(*made, caps=(cap,) if cap else ())]
    task = task_of(study(*items), documents, DAY)
    # When the audit counts, then nothing that can be tried lacks less, with everything or with what is passed
    found = filled(task, documents)
    best = min(missing(task, documents, taken) for taken in everything(task))
    assert missing(task, documents, found.taken) == best
    # And the solver alone finds as good a way
    passed = [n for n, item in enumerate(task.subjects) if item.state in DONE]
    assert missing(task, documents, solved(task, passed).taken) == best


@settings(max_examples=60, deadline=None)
@given(data=st.data(), subjects=subjects)
def test_the_order_of_the_record_does_not_matter(data: Any, subjects: list[Any]) -> None:
    # Given a study whose subjects are told in two orders
    items = [
        AuditSubject(subject=f"S{n}", credits=size, state=state, tags=tuple(sorted(tags)))
        for n, (size, state, tags, _) in enumerate(subjects)
    ]
    other = data.draw(st.permutations(items))
    documents = [
        document(
            requirement(0, Take(credits=6, source=selector("a", "b"))),
            requirement(1, Take(count=2, source=selector("b", "c"))),
        )
    ]
    # When both are counted
    answers = []
    for order in (items, list(other)):
        task = task_of(study(*order), documents, DAY)
        answers.append(missing(task, documents, filled(task, documents).taken))
    # Then both lack the same
    assert answers[0] == answers[1]


def test_one_of_two_streams_is_enough_and_the_nearer_one_is_taken() -> None:
    # Given a choice of one of two streams, one begun and one finished
    one, two = (requirement(n, Take(credits=6, source=selector(tag))) for n, tag in ((1, "a"), (2, "b")))
    choice = Requirement(Citation("test", "stream"), Bilingual("S", "流"), "choose", children=(one, two), at_least=1)
    items = [AuditSubject(subject=f"S{n}", credits=3, state="passed", tags=(tag,)) for n, tag in enumerate("abb")]
    documents = [document(choice)]
    task = task_of(study(*items), documents, DAY)
    # When it is filled, then the finished stream is picked and nothing lacks
    found = filled(task, documents)
    assert found.picked == {("test:stream", 1)}
    assert missing(task, documents, found.taken) == (0, 0)


@pytest.mark.parametrize(("shares", "lacks"), [(None, 6), (3, 3), (6, 0)])
def test_a_minor_shares_with_the_major_no_more_than_it_may(shares: int | None, lacks: int) -> None:
    # Given two subjects that a Major and a Minor both ask for
    major = document(requirement(0, Take(subjects=(("S0",), ("S1",)))))
    minor_take = Requirement(
        Citation("minor", "m0"), Bilingual("M", "副"), "take", take=Take(credits=6, source=selector("a"))
    )
    minor = document(minor_take, kind="minor", shares=shares)
    items = [AuditSubject(subject=f"S{n}", credits=3, state="passed", tags=("a",)) for n in range(2)]
    task = task_of(study(*items), [major, minor], DAY)
    # When both are filled, then so many credits lack as may not be shared
    assert missing(task, [major, minor], filled(task, [major, minor]).taken) == (lacks, lacks)

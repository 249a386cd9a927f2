"""Register a basket of subject groups: the action that everybody runs in the opening minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction

from registrar.areas.platform import decisions
from registrar.areas.platform.reading import along, ask
from registrar.areas.registration.actions.enter_registrations import entering
from registrar.areas.registration.actions.judge_basket import judge_basket
from registrar.areas.registration.facts.picture import Outline, picture
from registrar.areas.registration.facts.request import Request
from registrar.kernel import Decision

# The table itself refuses these; whoever meets them lost a race against a write that took no lock.
RACES = frozenset({"never_oversold", "one_live_registration"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One subject group that is wanted."""

    group_id: int


@dataclass(frozen=True, slots=True)
class BasketLine:
    """What became of one choice: the stored decision's value, and the registration if there is one."""

    group_id: int
    subject: str
    decision: Decision
    decision_id: int
    registration_id: int | None


@dataclass(frozen=True, slots=True)
class BasketOutcome:
    """What became of a basket. `written` is False where all-or-nothing left everything as it was."""

    lines: tuple[BasketLine, ...]
    written: bool

    @property
    def registered(self) -> tuple[BasketLine, ...]:
        """The lines that now hold a place."""
        return tuple(line for line in self.lines if line.registration_id is not None)


def submit_basket(
    study_id: int,
    choices: Sequence[Choice],
    *,
    all_or_nothing: bool,
    actor: Any,
    now: datetime,
    by_department: bool = False,
    assigned: bool = False,
    outline: Outline | None = None,
    drawn: Sequence[int] = (),
) -> BasketOutcome:
    """Register the choices that the rules allow, in order; with `all_or_nothing` all of them or none.

    One decision for each choice is stored, refused ones too. The study and the groups are locked in one call, so a
    place is counted and taken under its lock; the table's own constraint stands behind it. A fixed number of
    statements, whatever the size of the basket; an `outline` of the groups spares a journey. The decisions are stored
    under keys `drawn` before, or new ones. `assigned` puts the choices down as assigned by the department. Raises
    UnknownGroups for groups that don't exist or aren't of one term, and UnknownStudy.
    """
    keys = list(dict.fromkeys(choice.group_id for choice in choices))
    request = Request(now, by_department, assigned)
    drawn = drawn if len(drawn) == len(keys) else ()
    try:
        with transaction.atomic(savepoint=False):
            return _submit(study_id, keys, all_or_nothing, actor, request, outline, drawn)
    except IntegrityError as error:
        # Inside a larger transaction nothing can be mended: whoever began it begins again (platform/idempotency.py).
        if connection.in_atomic_block or not lost_race(error):
            raise
    # Somebody wrote round the locks. Their write stands and is counted now, so this time the rules refuse.
    with transaction.atomic():
        return _submit(study_id, keys, all_or_nothing, actor, request, None, drawn)


def lost_race(error: IntegrityError) -> bool:
    """Return whether the table refused a seat or a second registration, and not something that is a bug."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) in RACES


def _submit(
    study_id: int,
    keys: list[int],
    all_or_nothing: bool,
    actor: Any,
    request: Request,
    outline: Outline | None,
    drawn: Sequence[int],
) -> BasketOutcome:
    also = [] if drawn else [decisions.keys_question(len(keys))]
    seen = picture([study_id], keys, request.now.date(), hold=True, outline=outline, also=also)
    judged = judge_basket(seen, seen.students[study_id], [seen.groups[key] for key in keys], request)
    decided = [(f"study:{study_id}", one.decision) for one in judged]
    stored = drawn or seen.also[0]
    storing = decisions.storing(decided, stored, actor=actor, now=request.now)
    written = not all_or_nothing or all(one.decision.allowed for one in judged)
    made: dict[tuple[int, int], int] = {}
    if written and any(one.decision.allowed for one in judged):
        pairs = [(study_id, one) for one in judged]
        (made,) = ask(along(storing, entering(seen, pairs, stored, actor=actor, request=request)))
    else:
        ask(storing)
    lines = [
        BasketLine(one.group.pk, one.group.subject, one.decision, key, made.get((study_id, one.group.pk)))
        for one, key in zip(judged, stored, strict=True)
    ]
    return BasketOutcome(tuple(lines), written)

"""Subject groups with everything that registering in them depends on."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any, NamedTuple

from registrar.areas.platform.reading import Question, Rows, read
from registrar.areas.registration.facts.seats import Reserve, Seat
from registrar.rules.registration.timetable_clash import WeeklyMeeting

# Not EXISTS: that would be planned as one look at everybody who waits, for a handful of groups.
_SQL = """
    SELECT g.id, g.code, g.quota, g.seats_taken, g.held, g.waiting, g.offering_id, o.state, o.term_id, o.subject_id,
           s.title_en, s.title_zh, s.credits, s.kind, s.graded, s.max_retakes, s.department_id,
           coalesce((SELECT TRUE FROM registration_subjectgroup x
                     WHERE x.offering_id = g.offering_id AND x.waiting > 0 LIMIT 1), FALSE),
           (SELECT json_agg(json_build_array(m.weekday, m.starts_at, m.ends_at, m.weeks)
                            ORDER BY m.weekday, m.starts_at)
            FROM registration_meeting m WHERE m.group_id = g.id),
           t.key, t.ordinal, t.timetable_on::text, t.registration_from::text, t.registration_to::text,
           t.add_drop_from::text, t.add_drop_to::text,
           b.opens_at::text, b.closes_at::text, b.results_at::text, b.drawn_at::text, b.entered_at::text
    FROM registration_subjectgroup g
    JOIN registration_offering o ON o.id = g.offering_id
    JOIN catalogue_subject s ON s.code = o.subject_id
    JOIN catalogue_term t ON t.key = o.term_id
    LEFT JOIN registration_ballot b ON b.term_id = t.key AND b.published_at IS NULL
    WHERE g.id = ANY(%s)
"""
# Asked only where a group holds places: few do, and even a part that is not run costs every statement it stands in.
_RESERVES = """
    SELECT g.id, r.id, r.programme_id, r.cohort, greatest(r.places - r.taken - (
               SELECT count(*) FROM registration_waitingentry w
               WHERE w.reserve_id = r.id AND w.state = 'offered') - CASE WHEN g.waiting > 0 THEN (
               SELECT count(*) FROM registration_waitingentry w JOIN studies_study e ON e.id = w.study_id
               WHERE w.group_id = g.id AND w.state = 'waiting'
                 AND (r.programme_id IS NULL OR e.programme_id = r.programme_id)
                 AND (r.cohort = '' OR e.cohort = r.cohort)) ELSE 0 END, 0)
    FROM registration_subjectgroup g JOIN registration_reservedplaces r ON r.group_id = g.id
    WHERE g.id = ANY(%s) AND r.released_at IS NULL ORDER BY r.id
"""
_TERM_COLUMNS = 7
_BALLOT_COLUMNS = 5


class BallotTimes(NamedTuple):
    """The times of a term's ballot whose results are not out."""

    opens_at: datetime
    closes_at: datetime
    results_at: datetime
    drawn_at: datetime | None
    entered_at: datetime | None


class TermDates(NamedTuple):
    """The dates of a term that registration asks for; a Term row has them under the same names."""

    pk: str
    ordinal: int
    timetable_on: date
    registration_from: datetime
    registration_to: datetime
    add_drop_from: datetime
    add_drop_to: datetime
    ballot: BallotTimes | None = None


@dataclass(slots=True)
class OfferedGroup:
    """A subject group, its offering and its subject; `taken`, `held` and `waiting` count while the row is locked.

    `waited`: somebody waits for a place in some group of the offering.
    """

    pk: int
    code: str
    quota: int
    taken: int
    held: int
    waiting: int
    offering: int
    state: str
    term: str
    subject: str
    title_en: str
    title_zh: str
    credits: int
    kind: str
    graded: bool
    retake_limit: int | None
    department: str
    waited: bool = False
    meetings: tuple[WeeklyMeeting, ...] = ()
    reserves: tuple[Reserve, ...] = ()

    @property
    def cancelled(self) -> bool:
        """True when the department cancelled the offering."""
        return self.state == "cancelled"

    def take(self, seat: Seat) -> None:
        """Count a place as taken."""
        self._count(seat, 1)

    def give_back(self, seat: Seat) -> None:
        """Undo `take`."""
        self._count(seat, -1)

    def _count(self, seat: Seat, places: int) -> None:
        self.taken += places
        if seat.entry is not None or seat.reserve is not None:
            self.held -= places
        for reserve in self.reserves:
            # An offer out of a reserve is not counted as left of it.
            if reserve.pk == seat.reserve and seat.entry is None:
                reserve.left -= places


Offered = tuple[dict[int, OfferedGroup], dict[str, TermDates]]


def offered_groups(keys: Collection[int]) -> Question:
    """Ask for the groups by primary key, and the terms they are in by key; one query. Unknown keys are missing."""
    return Question(_SQL, [list(keys)], _by_key)


def _by_key(rows: Rows) -> Offered:
    groups, terms = {}, {}
    for line in rows:
        row, ballot = line[:-_BALLOT_COLUMNS], line[-_BALLOT_COLUMNS:]
        *traits, meetings = row[:-_TERM_COLUMNS]
        group = OfferedGroup(*traits)
        group.meetings = weekly_meetings(meetings)
        groups[group.pk] = group
        if group.term not in terms:
            key, ordinal, timetable_on, *moments = row[-_TERM_COLUMNS:]
            dates: list[Any] = [date.fromisoformat(timetable_on), *map(datetime.fromisoformat, moments)]
            terms[group.term] = TermDates(key, ordinal, *dates)._replace(ballot=_times(ballot))
    return groups, terms


def _times(ballot: Sequence[str | None]) -> BallotTimes | None:
    times: list[Any] = [None if text is None else datetime.fromisoformat(text) for text in ballot]
    return None if times[0] is None else BallotTimes(*times)


def add_reserves(groups: Mapping[int, OfferedGroup]) -> None:
    """Add what is left of their reserved places to the groups that hold places; one query, or none."""
    holding = [key for key, group in groups.items() if group.held > 0]
    for key, *reserve in read(_RESERVES, [holding]) if holding else ():
        groups[key].reserves += (Reserve(*reserve),)


def weekly_meetings(rows: Iterable[Any] | None) -> tuple[WeeklyMeeting, ...]:
    """Return meetings read as [weekday, "09:30:00", "11:20:00", weeks] in the form that the rules take."""
    return tuple(
        WeeklyMeeting.model_construct(weekday=weekday, starts=starts[:5], ends=ends[:5], weeks=week_text(weeks))
        for weekday, starts, ends, weeks in rows or ()
    )


def week_text(weeks: Collection[int]) -> str:
    """Return teaching weeks in short: [1, 2, 3, 5] is `1-3,5`."""
    ordered = sorted(set(weeks))
    breaks = [0, *(place + 1 for place, (a, b) in enumerate(pairwise(ordered)) if b != a + 1), len(ordered)]
    runs = [ordered[start:end] for start, end in pairwise(breaks)]
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs if run)

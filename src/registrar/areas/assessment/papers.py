"""The papers of a meeting: agenda before it, minutes after it, both in both languages."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import translation

from registrar.areas.assessment.board_titles import title_of
from registrar.areas.assessment.minutes import minutes_decision
from registrar.areas.assessment.models import Attendance, BoardDecision, ExtenuatingNotice, Meeting, Proposal
from registrar.areas.assessment.queries.boards import seats_on
from registrar.areas.assessment.queries.proposals import proposals_to
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Bilingual, Citation
from registrar.rulebook import load_rulebook
from registrar.rulebook.messages import both
from registrar.ui.pdf import render_typst
from registrar.ui.wording import citation_text, value
from registrar.ui.words import moment, term


def agenda_pdf(meeting: Meeting, now: datetime) -> bytes:
    """Return the agenda with everything proposed for the board's students, grouped; equal records give equal bytes.

    Raises MissingCharacters where a name has a character that the typeface lacks.
    """
    rows = list(proposals_to(meeting).order_by("study__student_number"))
    groups: list[dict[str, Any]] = [
        {"label": _label(group), "rows": [_row(row) for row in rows if row.group == group]} for group in Proposal.Group
    ]
    poor = [_row(row) for row in rows if row.poor]
    if poor:
        groups.append({"label": Bilingual("Report: extremely poor performance", "報告：成績極差"), "rows": poor})
    groups = [group for group in groups if group["rows"]]
    filed = ExtenuatingNotice.objects.filter(
        study__in=[row.study_id for row in rows], term=meeting.run.term_id, appeal_only=False
    )
    notices = [
        {
            "number": one.study.student_number,
            "name": _both_scripts(one.study.student.person),
            "filed": one.filed_at.date(),
            "statement": one.statement,
        }
        for one in filed.select_related("study__student__person").order_by("study__student_number", "filed_at")
    ]
    summary = [{"label": group["label"], "count": len(group["rows"])} for group in groups]
    return _render("board-agenda.typ", _head(meeting) | {"groups": groups, "summary": summary, "notices": notices}, now)


def minutes_pdf(meeting: Meeting) -> bytes:
    """Return the minutes of a closed meeting: attendance, quorum, decisions, departures, and who signed.

    The same meeting gives the same bytes, until the chair signs. Raises MissingCharacters as `agenda_pdf`, and
    ValueError for a meeting that isn't closed.
    """
    if meeting.closed_at is None:
        raise ValueError("an open meeting has no minutes")
    rows = list(proposals_to(meeting).order_by("study__student_number"))
    taken = [row for row in rows if hasattr(row, "decided")]
    decided: list[dict[str, Any]] = [
        {
            "label": _label(outcome),
            "rows": [_row(r, r.decided) for r in taken if r.decided.outcome == outcome],
        }
        for outcome in BoardDecision.Outcome
    ]
    decided = [group for group in decided if group["rows"]]
    quorum = minutes_decision(meeting, meeting.closed_at.astimezone(HONG_KONG).date()).findings[0]
    data = _head(meeting) | {
        "quorum": both(quorum.message),
        "summary": [{"label": group["label"], "count": len(group["rows"])} for group in decided],
        "minutes": meeting.minutes,
        "departures": [_departure(row) for row in taken if row.decided.departs],
        "decided": decided,
        "open": [_waiting(row) for row in _left_open(meeting)],
        "closed": {"name": _name(meeting.closed_by), "at": _moment(meeting.closed_at)},
        "signed": {"name": _name(meeting.confirmed_by), "at": _moment(meeting.confirmed_at)}
        if meeting.confirmed_at
        else None,
    }
    return _render("board-minutes.typ", data, meeting.confirmed_at or meeting.closed_at)


def _head(meeting: Meeting) -> dict[str, Any]:
    board, day = meeting.board, meeting.held_at.astimezone(HONG_KONG).date()
    known = dict(meeting.attendances.values_list("member_id", "presence"))
    return {
        "university": load_rulebook().university(settings.UNIVERSITY).title,
        "board": title_of(board),
        "term": _both(lambda: term(meeting.run.term_id)),
        "number": str(meeting.number),
        "held": _moment(meeting.held_at),
        "room": meeting.room,
        "seats": [_seat(seat, known.get(seat.pk)) for seat in seats_on(board, day)],
    }


def _seat(seat: Any, presence: str | None) -> dict[str, Any]:
    shown = Attendance.Presence(presence) if presence else None
    return {
        "name": _both_scripts(seat.user.person),
        "office": _both(seat.get_office_display),
        "presence": _both(lambda: shown.label) if shown else Bilingual("Not recorded", "沒有記錄"),
    }


def _row(row: Proposal, decided: BoardDecision | None = None) -> dict[str, Any]:
    award_class = decided.award_class if decided is not None else row.award_class
    notes = [f"({ground})" for ground in row.grounds]
    if award_class:
        title = _both(lambda: value(award_class, area="award"))
        notes += [title.en, title.zh]
    if decided is None and row.supersedes is not None:
        before = _both(row.supersedes.decided.get_outcome_display)
        notes += [f"Before: {before.en}", f"先前：{before.zh}"]
    return {
        "number": row.study.student_number,
        "name": _both_scripts(row.study.student.person),
        "programme": row.study.programme_id,
        "semester_gpa": "–" if row.semester_gpa is None else str(row.semester_gpa),
        "gpa": "–" if row.gpa is None else str(row.gpa),
        "note": " ".join(notes),
    }


def _left_open(meeting: Meeting) -> list[Proposal]:
    """Whoever waited for a grade at the close, however it went on; one row a student."""
    rows = meeting.run.proposals.filter(study__in=meeting.left_open).select_related("study__student__person")
    return list(rows.order_by("study__student_number", "pk").distinct("study__student_number"))


def _waiting(row: Proposal) -> dict[str, Any]:
    """Without averages: they weren't complete, and may have come since."""
    return _row(row) | {"semester_gpa": "–", "gpa": "–", "note": ""}


def _departure(row: Proposal) -> dict[str, Any]:
    one = row.decided
    return {
        "number": row.study.student_number,
        "name": _both_scripts(row.study.student.person),
        "decision": _both(one.get_outcome_display),
        "reason": one.reason,
        "clause": _both(lambda: citation_text(Citation.parse(one.clause))),
    }


def _label(choice: Any) -> Bilingual:
    return _both(lambda: choice.label)


def _both_scripts(person: Any) -> dict[str, str]:
    """A name as the papers print it; the Chinese one may be empty."""
    return {"en": str(person), "zh": person.name_zh}


def _name(user: Any) -> str:
    return "" if user is None else str(user.person.in_full)


def _moment(at: datetime | None) -> Bilingual:
    return _both(lambda: moment(at)) if at else Bilingual("–", "–")


def _both(say: Callable[[], Any]) -> Bilingual:
    with translation.override("en"):
        english = str(say())
    with translation.override("zh-hant"):
        return Bilingual(english, str(say()))


def _render(name: str, data: dict[str, Any], created: datetime) -> bytes:
    path = load_rulebook().university(settings.UNIVERSITY).path / "letters" / name
    return render_typst(path, data, created=created)

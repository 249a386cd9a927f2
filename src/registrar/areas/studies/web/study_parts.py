"""How parts of a study are shown: rows of tables, tags, points of a chart."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.studies.approval_kinds import KINDS
from registrar.areas.studies.models import Approval, StatusChange, Study, StudyOption, SubjectResult, TermStanding
from registrar.areas.studies.option_titles import option_title
from registrar.areas.studies.queries.options_of import OptionHeld
from registrar.areas.studies.queries.study_file import credits_earned
from registrar.kernel import Bilingual, Term
from registrar.ui.parts import Cell, Column, Event, Point, Row, Tag
from registrar.ui.words import day, in_chinese, short_term, term

STATUS_COLOURS = {
    "active": "green",
    "deferred": "blue",
    "zero_subject": "blue",
    "nullified": "red",
    "withdrawn": "grey",
    "deregistered": "red",
    "graduand": "purple",
    "graduated": "purple",
}
STANDING_COLOURS = {"progressing": "green", "probation": "orange", "deregistered": "red"}
MODES = {
    "full_time": gettext_lazy("Full-time"),
    "part_time": gettext_lazy("Part-time"),
    "mixed": gettext_lazy("Mixed-mode"),
}
ADMISSIONS = {
    "first_year": gettext_lazy("First year"),
    "senior_year": gettext_lazy("Senior year"),
    "articulation": gettext_lazy("Articulation"),
}
REASONS = {
    "unpaid_fees": gettext_lazy("Fees not paid in time"),
    "not_registered": gettext_lazy("No subjects registered in time"),
    "reinstated": gettext_lazy("Registration reinstated"),
    "award_confirmed": gettext_lazy("Award confirmed"),
    "award_conferred": gettext_lazy("Award conferred"),
    "award_retracted": gettext_lazy("Award retracted"),
    "ground_i": gettext_lazy("De-registration, first ground"),
    "ground_ii": gettext_lazy("De-registration, second ground"),
    "ground_iii": gettext_lazy("De-registration, third ground"),
    "ground_iv": gettext_lazy("De-registration, fourth ground"),
    "ground_v": gettext_lazy("De-registration, fifth ground"),
    "board_discretion": gettext_lazy("De-registration, extremely poor performance"),
    "board_decided_again": gettext_lazy("Decided again by the board"),
}


def status_tag(study: Study) -> Tag:
    """Return the status as a tag."""
    return Tag(study.get_status_display(), STATUS_COLOURS.get(study.status, "grey"))


def full_name(user: Any) -> str:
    """Return a person's name with the Chinese one beside it, or the NetID of an account without a person."""
    person = getattr(user, "person", None)
    if person is None:
        return str(user.username) if user else "–"
    return str(person.in_full)


def profile_rows(study: Study, options: Sequence[OptionHeld] = ()) -> list[Row]:
    """Return what a study is: programme, Minor and further Majors, cohort, mode and so on."""
    programme = study.programme
    code = f"{programme.code}-{study.stream}" if study.stream else programme.code
    length = next((one.normal_semesters for one in options if one.normal_semesters), programme.normal_duration)
    title = Bilingual(f"{code} {programme.title_en}", f"{code} {programme.title_zh}")
    return [
        Row(_("Student number"), study.student_number),
        Row(_("Programme"), title),
        *(Row(StudyOption.Kind(one.kind).label, _option_named(study, one)) for one in options),
        Row(_("Department"), Bilingual(programme.department.name_en, programme.department.name_zh)),
        Row(_("Status"), status_tag(study)),
        Row(_("Year of study"), study.stage),
        Row(_("Cohort"), study.cohort),
        Row(_("First term"), term(study.entry_term_id)),
        Row(_("Admitted to"), ADMISSIONS.get(study.admission, study.admission)),
        Row(_("Mode"), MODES.get(study.mode, study.mode)),
        Row(_("Progression"), _("Self-paced") if study.self_paced else _("Specified progression pattern")),
        Row(_("Residency"), study.get_residency_display()),
        Row(_("Funding"), programme.get_funding_display()),
        Row(_("Normal duration"), _("{count} semesters").format(count=length)),
        Row(_("Credits for the award"), programme.credits_required),
        Row(_("Academic advisor"), full_name(study.advisor) if study.advisor else "–"),
    ]


def _option_named(study: Study, held: OptionHeld) -> Bilingual:
    """By its requirement document; a Minor that has none, by the catalogue."""
    title = option_title(held.kind, held.code)
    minor = study.minor if title.en == held.code == study.minor_id else None
    return Bilingual(minor.title_en, minor.title_zh) if minor else title


RECORD_COLUMNS = (
    Column("term", gettext_lazy("Term")),
    Column("subject", gettext_lazy("Subject")),
    Column("title", gettext_lazy("Title")),
    Column("credits", gettext_lazy("Credits"), numeric=True),
    Column("grade", gettext_lazy("Grade")),
    Column("attempt", gettext_lazy("Attempt"), numeric=True),
    Column("note", gettext_lazy("Note")),
)


def record_body(results: list[SubjectResult], today: Any) -> list[list[Cell]]:
    """Return the record as table rows; what is not released yet says so (staff only see such rows)."""
    body = []
    for row in results:
        notes = []
        if row.origin != SubjectResult.Origin.TAKEN:
            notes.append(str(row.get_origin_display()))
        if row.void_on is not None:
            notes.append(_("Void since {day}: its fee was not paid").format(day=day(row.void_on, weekday=False)))
        if row.released_on > today:
            notes.append(_("Released on {day}").format(day=day(row.released_on, weekday=False)))
        title = row.subject.title_zh if in_chinese() else row.subject.title_en
        values = {
            "term": term(row.term_id),
            "subject": row.subject_id,
            "title": title,
            "credits": row.credits,
            "grade": Tag(row.grade, "red") if row.failed else row.grade or "–",
            "attempt": row.attempt,
            "note": " · ".join(notes),
        }
        body.append([Cell(c.label, values[c.key], c.numeric, head=c.key == "subject") for c in RECORD_COLUMNS])
    return body


STANDING_COLUMNS = (
    Column("term", gettext_lazy("Term")),
    Column("semester_gpa", gettext_lazy("Semester GPA"), numeric=True),
    Column("gpa", gettext_lazy("GPA"), numeric=True),
    Column("credits", gettext_lazy("Credits taken"), numeric=True),
    Column("earned", gettext_lazy("Credits earned in all"), numeric=True),
    Column("standing", gettext_lazy("Standing")),
    Column("shown", gettext_lazy("Shown to the student from")),
)


def standing_body(standings: list[TermStanding]) -> list[list[Cell]]:
    """Return the standings as table rows."""
    body = []
    for row in standings:
        values = {
            "term": term(row.term_id),
            "semester_gpa": "–" if row.semester_gpa is None else row.semester_gpa,
            "gpa": "–" if row.gpa is None else row.gpa,
            "credits": row.credits_taken,
            "earned": row.credits_earned_total,
            "standing": Tag(row.get_standing_display(), STANDING_COLOURS[row.standing]),
            "shown": day(row.released_on, weekday=False),
        }
        body.append([Cell(c.label, values[c.key], c.numeric, head=c.key == "term") for c in STANDING_COLUMNS])
    return body


def awaiting_board(results: list[SubjectResult], standings: list[TermStanding]) -> list[str]:
    """Return the terms, in words, whose grades are out while the board has not confirmed them (polyu-2024-25:6I-01).

    Results and standings come in the order of their terms; an old term before the last standing awaits nothing.
    """
    last = Term.parse(standings[-1].term_id) if standings else None
    taken = dict.fromkeys(row.term_id for row in results if row.origin == SubjectResult.Origin.TAKEN)
    return [term(key) for key in taken if last is None or Term.parse(key) > last]


def gpa_points(standings: list[TermStanding]) -> list[Point]:
    """Return GPA and semester GPA over terms for the chart; terms without a figure are left out."""
    return [
        Point(short_term(row.term_id), (row.gpa, row.semester_gpa))
        for row in standings
        if row.gpa is not None and row.counts
    ]


def approval_events(approvals: list[Approval]) -> list[dict[str, Any]]:
    """Return approvals as the template wants them: what, for when, by whom, still in force or not."""
    shown = []
    for row in approvals:
        kind = KINDS.get(row.kind)
        shown.append(
            {
                "key": row.pk,
                "label": kind.label if kind else row.kind,
                "form": row.form,
                "term": row.term_id,
                "subject": row.subject_id,
                "number": row.number,
                "reason": row.reason,
                "by": full_name(row.granted_by),
                "at": row.granted_at,
                "revoked_at": row.revoked_at,
                "ends_on": row.ends_on,
            }
        )
    return shown


def status_events(changes: list[StatusChange]) -> list[Event]:
    """Return the history of the status for the timeline."""
    labels = dict(Study.Status.choices)
    tones = {"active": "good", "graduand": "good", "graduated": "good", "nullified": "bad", "deregistered": "bad"}
    return [
        Event(
            when=change.at,
            title=_("{before} → {after}").format(
                before=labels.get(change.before, change.before), after=labels.get(change.after, change.after)
            ),
            text=REASONS.get(change.reason, change.reason),
            tone=tones.get(change.after, ""),
        )
        for change in changes
    ]


def progress(study: Study, results: list[SubjectResult]) -> dict[str, int]:
    """Return credits earned and required, for the ring."""
    earned = credits_earned(results)
    required = study.programme.credits_required
    return {"earned": earned, "required": required, "remaining": max(required - earned, 0)}

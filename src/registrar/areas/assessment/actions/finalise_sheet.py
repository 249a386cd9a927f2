"""The panel makes a sheet's grades final: they go on record, unseen by students until the release day."""

from datetime import date, datetime
from typing import Any, Literal

from django.conf import settings
from django.db import transaction

from registrar.areas.assessment.effects import effects_of
from registrar.areas.assessment.models import GradeEntry, GradeSheet
from registrar.areas.assessment.queries.panels import panel_of
from registrar.areas.platform.locking import hold, lock
from registrar.areas.studies.actions.record_results import NewResult, record_results
from registrar.rulebook import decide

Answer = Literal["final", "not_submitted", "not_reviewed", "own_grades", "no_day"]

WRITTEN = ("stage", "note", "reviewed_by", "reviewed_at", "finalised_by", "finalised_at", "releases_on")


@transaction.atomic
def finalise_sheet(sheet_id: int, *, note: str = "", actor: Any, now: datetime) -> Answer:
    """Write the results of a submitted sheet to the record and close it for good (polyu-2024-25:6I-01).

    Where a panel is on record for department and term, it has to have reviewed the sheet; without one its chair reviews
    and settles it in one step. Nobody confirms grades that they submitted themselves. A pending grade (`I`) is written
    nowhere: the subject is left out at the release and comes with a late assessment. Where no edition says
    when results of the term come out, nothing is written (`no_day`). Run twice, the second time changes nothing.
    """
    lines = GradeEntry.objects.filter(sheet=sheet_id)
    # Whoever looks at the record of these students, such as a chair about to sign, sees it before or after all of it.
    hold({"studies.Study": list(lines.values_list("registration__study_id", flat=True))})
    sheet: GradeSheet = lock({"assessment.GradeSheet": [sheet_id]})["assessment.GradeSheet"][sheet_id]
    if sheet.stage not in (GradeSheet.Stage.SUBMITTED, GradeSheet.Stage.REVIEWED):
        return "not_submitted"
    if actor is not None and sheet.submitted_by_id == actor.pk:
        return "own_grades"
    if sheet.stage == GradeSheet.Stage.SUBMITTED:
        if panel_of(sheet) is not None:
            return "not_reviewed"
        sheet.reviewed_by, sheet.reviewed_at = actor, now
    subject, term = sheet.offering.subject, sheet.offering.term
    released_on = _release_day(term, now.date())
    if released_on is None:
        return "no_day"
    effect = effects_of(term.key, now.date())
    rows = []
    for entry in lines.exclude(grade="I").select_related("registration"):
        does = effect(entry.grade, subject.credits, subject.graded)
        registration = entry.registration
        rows.append(
            NewResult(
                registration.study_id, registration.category, entry.grade, does.points, does.failed, does.credits_earned
            )
        )
    # What is settled late comes out at once, not on a day that has passed.
    sheet.releases_on = max(released_on, now.date())
    record_results(subject, term, rows, released_on=sheet.releases_on)
    sheet.stage, sheet.note = GradeSheet.Stage.FINAL, note
    sheet.finalised_by, sheet.finalised_at = actor, now
    sheet.save(update_fields=WRITTEN)
    return "final"


def _release_day(term: Any, today: date) -> date | None:
    """The day on which results of a term come out; none where no edition says."""
    facts = {"term": term.key, "finalised_on": term.results_final_on}
    release = decide("assessment.result_release", facts, as_of=today, university=settings.UNIVERSITY)
    return release.result.get("released_on")

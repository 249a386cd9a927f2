"""One programme with its streams and curriculum."""

from dataclasses import dataclass

from registrar.areas.catalogue.models import CurriculumSubject, Programme, Stream


@dataclass(frozen=True)
class ProgrammeDetail:
    """A programme, its streams, and its subjects in the order of the pattern."""

    programme: Programme
    streams: list[Stream]
    places: list[CurriculumSubject]


def programme_detail(code: str) -> ProgrammeDetail | None:
    """Return a programme in detail, or None; three queries."""
    programme = Programme.objects.select_related("department__faculty").filter(pk=code).first()
    if programme is None:
        return None
    places = CurriculumSubject.objects.filter(programme=code).select_related("subject")
    order = {"S1": 0, "S2": 1, "ST": 2}
    return ProgrammeDetail(
        programme=programme,
        streams=list(programme.streams.all()),
        places=sorted(places, key=lambda place: (place.stage, order[place.semester], place.subject_id)),
    )

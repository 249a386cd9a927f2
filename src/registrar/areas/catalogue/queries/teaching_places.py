"""What a timetable is made of: subjects by department, and rooms with their seats."""

from registrar.areas.catalogue.models import Room, Subject


def departments_of_subjects() -> dict[str, str]:
    """Return subject code -> department code of the whole catalogue; one query."""
    return dict(Subject.objects.order_by().values_list("code", "department_id"))


def seats_of_rooms() -> dict[str, int]:
    """Return room code -> seats; one query."""
    return dict(Room.objects.order_by().values_list("code", "capacity"))

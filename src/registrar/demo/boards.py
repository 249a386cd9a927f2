"""The Boards of Examiners of the demonstration: the Head chairs, the office writes, three teachers are members."""

from datetime import date
from typing import Any

from django.apps import apps

# Role of the department -> office on its board.
SEATS = (
    ("head", "chair"),
    ("department", "secretary"),
    ("leader", "member"),
    ("panel_chair", "member"),
    ("advisor", "member"),
)
SINCE = date(2023, 9, 1)


def seat_boards() -> int:
    """Give every department that offers a programme its board with people on it; return how many seats."""
    board, member = apps.get_model("assessment", "Board"), apps.get_model("assessment", "BoardMember")
    offering = set(apps.get_model("catalogue", "Programme").objects.values_list("department_id", flat=True))
    boards = board.objects.bulk_create([board(department_id=code) for code in sorted(offering)])
    held = apps.get_model("people", "RoleAssignment").objects.filter(until=None, department__in=offering)
    first: dict[tuple[str, str], int] = {}
    row: tuple[str, str, int]
    for row in held.order_by("user").values_list("role", "department", "user"):
        first.setdefault(row[:2], row[2])
    seats = []
    one: Any
    for one in boards:
        taken: set[int] = set()
        for role, office in SEATS:
            seated = first.get((role, one.department_id))
            if seated is not None and seated not in taken:
                taken.add(seated)
                seats.append(member(board=one, user_id=seated, office=office, since=SINCE))
    return len(member.objects.bulk_create(seats))

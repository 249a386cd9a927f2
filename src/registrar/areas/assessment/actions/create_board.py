"""A board comes into being: of a department, or of one programme alone."""

from typing import Literal

from django.db import IntegrityError, transaction

from registrar.areas.assessment.models import Board
from registrar.kernel import Bilingual

Answer = Board | Literal["exists"]


def create_board(
    *, department: str | None = None, programme: str | None = None, name: Bilingual | None = None
) -> Answer:
    """Make the board of a department or of a programme (polyu-2024-25:6I-01); `exists` where there is one.

    A programme's own board decides on its students from the next computation of their proposals on. `name` is what it
    is called where its department's or programme's name won't do. Two at once make one board. Raises ValueError unless
    exactly one of the two is named.
    """
    if (department is None) == (programme is None):
        raise ValueError("a board is of a department or of a programme")
    told = {} if name is None else {"name_en": name.en, "name_zh": name.zh}
    try:
        with transaction.atomic():
            return Board.objects.create(department_id=department, programme_id=programme, **told)
    except IntegrityError:
        if Board.objects.filter(department=department, programme=programme).exists():
            return "exists"
        raise

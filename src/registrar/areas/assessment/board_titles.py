"""What boards are called."""

from registrar.areas.assessment.models import Board
from registrar.kernel import Bilingual


def title_of(board: Board) -> Bilingual:
    """Name a board (department and programme fetched with it) by its department or programme, in both languages."""
    if board.department is not None:
        return Bilingual(board.department.name_en, board.department.name_zh)
    if board.programme is not None:
        return Bilingual(board.programme.title_en, board.programme.title_zh)
    raise ValueError(f"board {board.pk} is of no department and no programme")

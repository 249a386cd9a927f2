"""What boards are called."""

from registrar.areas.assessment.models import Board
from registrar.kernel import Bilingual


def title_of(board: Board) -> Bilingual:
    """Name a board (department and programme fetched with it), in both languages.

    Its own name where it has one, else that of its department or programme.
    """
    if board.name_en:
        return Bilingual(board.name_en, board.name_zh)
    if board.department is not None:
        return Bilingual(board.department.name_en, board.department.name_zh)
    if board.programme is not None:
        return Bilingual(board.programme.title_en, board.programme.title_zh)
    raise ValueError(f"board {board.pk} is of no department and no programme")

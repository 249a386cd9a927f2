"""clauses.yaml: the register of duties of one edition."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from registrar.rulebook.schemas.base import BilingualText, Filled, Schema

ClauseId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z][0-9A-Za-z.-]*$")]


class ClauseSchema(Schema):
    """One clause: its id (`5C-02`), section, area of the system, kind of duty, and, where cited, its wording.

    `place` says how the clause is cited where it has no section number of its own ("Appendix 2A", in both languages).
    `reading: true` says that the wording leaves something open and the system follows an interpretation.
    """

    id: ClauseId
    section: Filled
    heading: BilingualText | None = None
    place: BilingualText | None = None
    area: Filled
    kind: Filled
    text: BilingualText | None = None
    reading: bool = False


ClauseFile = list[ClauseSchema]

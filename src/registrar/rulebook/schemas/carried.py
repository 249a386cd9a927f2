"""handbook/<edition>/rules.yaml: which clauses of an edition carry out which role of which rule."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from registrar.rulebook.schemas.clause import ClauseId

CarriedFile = dict[str, dict[str, Annotated[list[ClauseId], Field(min_length=1)]]]

"""institution.yaml: who the university is."""

from __future__ import annotations

from pydantic import ConfigDict

from registrar.rulebook.schemas.base import BilingualText, Filled, Schema


class InstitutionSchema(Schema):
    """Code and name. Other areas keep further fields in the same file and check them themselves."""

    model_config = ConfigDict(extra="allow")

    code: Filled
    name: BilingualText | None = None
    title: BilingualText | None = None

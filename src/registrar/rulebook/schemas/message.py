"""messages.yaml: the words of an area's decisions."""

from __future__ import annotations

from registrar.rulebook.schemas.base import BilingualText

MessageFile = dict[str, BilingualText]

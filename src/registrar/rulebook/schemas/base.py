"""What all data-file schemas share."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, TypeAdapter, ValidationError

from registrar.kernel import AcademicYear, Bilingual, Citation, Term
from registrar.rulebook.problem import RulebookError
from registrar.rulebook.strict_yaml import Document

Filled = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def _citation(text: str) -> str:
    return str(Citation.parse(text))


def _term(text: str) -> str:
    return str(Term.parse(text))


def _cohort(text: str) -> str:
    return str(AcademicYear.parse(text))


CitationText = Annotated[str, AfterValidator(_citation)]
TermText = Annotated[str, AfterValidator(_term)]
CohortText = Annotated[str, AfterValidator(_cohort)]
DayOrOpen = date | str


class Schema(BaseModel):
    """A mapping of a data file: unknown keys and wrong types are refused, values never change."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class BilingualText(Schema):
    """Text in both languages; neither may be empty."""

    en: Filled
    zh: Filled

    def value(self) -> Bilingual:
        """Return the kernel's Bilingual."""
        return Bilingual(self.en, self.zh)


def validated(kind: Any, document: Document) -> Any:
    """Check a document against a schema (a model or a type of models) and return it as that type.

    Raises RulebookError naming file, line and field of every mistake.
    """
    try:
        return _adapter(kind).validate_python(document.data)
    except ValidationError as error:
        raise RulebookError(
            document.problem(_place(document, item["loc"]), _plain(item)) for item in error.errors(include_url=False)
        ) from error


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _place(document: Document, loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Keep only the steps that exist in the data: pydantic adds names of union branches."""
    place: list[int | str] = []
    here = document.data
    for number, step in enumerate(loc):
        known = (isinstance(here, dict) and step in here) or (
            isinstance(here, list) and isinstance(step, int) and step < len(here)
        )
        if known:
            place.append(step)
            here = here[step]
        elif number == len(loc) - 1 and isinstance(here, dict):
            place.append(step)
    return tuple(place)


def _plain(item: Any) -> str:
    if item["type"] == "missing":
        return "is missing"
    if item["type"] == "extra_forbidden":
        return "isn't a field here"
    message = str(item["msg"])
    return message.removeprefix("Value error, ")

"""What a rule may know: frozen, typed, documented facts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Annotated, Any, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from registrar.kernel import AcademicYear, Citation, Money, Term, to_plain
from registrar.kernel.json_form import Plain
from registrar.rulebook.missing import MissingFact


@lru_cache(maxsize=512)
def _term(text: str) -> str:
    Term.parse(text)
    return text


@lru_cache(maxsize=512)
def _cohort(text: str) -> str:
    AcademicYear.parse(text)
    return text


def _money(value: Any) -> Any:
    if isinstance(value, str):
        return Money.parse(value)
    if isinstance(value, Mapping):
        return Money.parse(str(value["amount"]), str(value.get("currency", "HKD")))
    return value


def _citation(value: Any) -> Any:
    return Citation.parse(value) if isinstance(value, str) else value


TermKey = Annotated[str, AfterValidator(_term)]
"""A term key such as `2024/25-S1`."""

Cohort = Annotated[str, AfterValidator(_cohort)]
"""An academic year of admission such as `2024/25`."""

Amount = Annotated[Money, BeforeValidator(_money)]
"""Money as a fact; also read from `"42100.00"` or `{amount, currency}`."""

Clause = Annotated[Citation, BeforeValidator(_citation)]
"""A citation as a fact; also read from its text."""

_T = TypeVar("_T")


@cache
def _whole_numbers(model: type[BaseModel]) -> frozenset[str]:
    """The fields of facts that are whole numbers."""
    kinds = {name: (info.annotation, *get_args(info.annotation)) for name, info in model.model_fields.items()}
    return frozenset(name for name, kind in kinds.items() if int in kind and bool not in kind)


class Record(BaseModel):
    """A part of facts (one subject, one debit note): frozen, nothing unknown, no floats, every field described."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=False)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Refuse a field without a description: facts are shown to registry staff."""
        bare = [name for name, info in cls.model_fields.items() if not info.description]
        if bare:
            raise TypeError(f"{cls.__name__}: give a description to {', '.join(bare)}")

    @model_validator(mode="before")
    @classmethod
    def _exact_numbers(cls, data: Any) -> Any:
        if isinstance(data, Mapping):
            for name, value in data.items():
                if type(value) is float:
                    raise ValueError(f"{name} is a float; give it exactly, as text or Decimal")
                # Python takes true for 1; nobody means that.
                if type(value) is bool and name in _whole_numbers(cls):
                    raise ValueError(f"{name} is true or false; give a whole number")
        return data

    def need(self, name: str) -> Any:
        """Return a fact that may be unknown; raises MissingFact when it is."""
        value = getattr(self, name)
        if value is None:
            raise MissingFact(name)
        return value


class Facts(Record):
    """The facts of a rule. `term` and `cohort` also choose the edition and the parameters' values."""

    term: TermKey | None = Field(default=None, description="Term that the matter belongs to, such as 2024/25-S1")
    cohort: Cohort | None = Field(default=None, description="Academic year of admission, such as 2024/25")


SHARED = ("term", "cohort")
"""Facts that the parts of a whole have from it, unless they tell their own."""


def whole_facts(model: type[BaseModel], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts as they were written, with the term and the cohort also in those parts that don't tell them."""
    shared = {name: data[name] for name in SHARED if data.get(name) is not None}
    return {
        name: whole_facts(part, {**shared, **value})
        if isinstance(value, Mapping) and (part := _part(model, name)) is not None
        else value
        for name, value in data.items()
    }


@cache
def _part(model: type[BaseModel], name: str) -> type[Facts] | None:
    """Return the model of a field that holds facts of another rule, else None."""
    info = model.model_fields.get(name)
    kinds = (info.annotation, *get_args(info.annotation)) if info else ()
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Facts)), None)


def plain_facts(facts: BaseModel) -> dict[str, Any]:
    """Return facts in their JSON form, as they are stored with a decision.

    A part that is facts of another rule leaves out the term and the cohort that it shares with the whole.
    """
    return Plain(_plain_model(facts))


def _plain_model(model: BaseModel) -> dict[str, Any]:
    # Walking the fields is several times faster than model_dump(mode="json"), and registration calls this a lot.
    held = model.__dict__
    plain = {name: _plain(value) for name, value in held.items()}
    for name, value in held.items():
        if isinstance(value, Facts):
            for shared in SHARED:
                if held.get(shared) == value.__dict__[shared]:
                    del plain[name][shared]
    return plain


_AS_IS = frozenset({str, int, bool, type(None)})


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _AS_IS:
        return value
    if isinstance(value, BaseModel):
        return _plain_model(value)
    if kind is Decimal:
        return str(value)
    if kind is tuple or kind is list:
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(_plain(item) for item in value)
    return to_plain(value)

"""The form of a requirement document's file."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from registrar.rulebook.requirements.selector import Selector
from registrar.rulebook.schemas.base import BilingualText, CohortText, Filled, Schema

DocumentKind = Literal["programme", "minor", "major", "secondary_major", "shared"]
Admission = Literal["first_year", "advanced_standing", "senior_year", "articulation"]
NodeId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
# Codes of classes are values, written like other values.
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
DocumentId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]


def _decimal(text: str) -> str:
    try:
        Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{text!r} isn't a number") from None
    return text


Figure = Annotated[str, AfterValidator(_decimal)]


class BoundSchema(Schema):
    """So many credits, or so many subjects, of a set; a ceiling may be one for `each_year` of study."""

    credits: int | None = Field(default=None, gt=0)
    count: int | None = Field(default=None, gt=0)
    source: Selector = Field(alias="from")
    each_year: bool = False

    @model_validator(mode="after")
    def _one_measure(self) -> BoundSchema:
        if (self.credits is None) == (self.count is None):
            raise ValueError("give either credits or count")
        return self


class TakeSchema(Schema):
    """Subjects to be passed: each of a list, each of the curriculum's categories, or so many credits or subjects.

    In `subjects` a list in the list means one of them. `credits_of` asks for the credits that the curriculum puts into
    these categories. `also` are floors and `at_most` ceilings within what is counted
    here; `grade` is the lowest grade that counts.
    """

    subjects: list[Filled | list[Filled]] | None = Field(default=None, min_length=1)
    curriculum: list[Filled] | None = Field(default=None, min_length=1)
    credits: int | None = Field(default=None, gt=0)
    credits_of: list[Filled] | None = Field(default=None, min_length=1)
    count: int | None = Field(default=None, gt=0)
    source: Selector | None = Field(default=None, alias="from")
    also: list[BoundSchema] = []
    at_most: list[BoundSchema] = []
    grade: Filled | None = None

    @model_validator(mode="after")
    def _one_measure(self) -> TakeSchema:
        listed = [one for one in (self.subjects, self.curriculum) if one is not None]
        measured = [one for one in (self.credits, self.credits_of, self.count) if one is not None]
        if len(listed) + len(measured) != 1:
            raise ValueError("give one of subjects, curriculum, credits, credits_of, count")
        if bool(measured) != (self.source is not None):
            raise ValueError("credits, credits_of and count need `from`, subjects and curriculum don't take it")
        if any(floor.each_year for floor in self.also):
            raise ValueError("`each_year` goes with a ceiling")
        if listed and (self.also or self.at_most):
            raise ValueError("`also` and `at_most` go with a number of credits or subjects")
        return self


class ChooseSchema(Schema):
    """So many of several requirements, such as one of four streams."""

    at_least: int = Field(gt=0)
    of: list[NodeSchema] = Field(min_length=1)

    @model_validator(mode="after")
    def _enough(self) -> ChooseSchema:
        if self.at_least > len(self.of):
            raise ValueError(f"{self.at_least} can't be chosen of {len(self.of)}")
        return self


class AverageSchema(Schema):
    """A grade point average over the passed subjects of a set, or over those that count for the requirements `of`."""

    at_least: Figure
    over: Selector | None = None
    of: list[NodeId] = []

    @model_validator(mode="after")
    def _one_set(self) -> AverageSchema:
        if (self.over is None) != bool(self.of):
            raise ValueError("give either over or of")
        return self


class OnlyForSchema(Schema):
    """For whom a requirement is: students of a stream, admitted in a way; both must hold where both are given."""

    streams: list[Filled] = []
    admissions: list[Admission] = []

    @model_validator(mode="after")
    def _somebody(self) -> OnlyForSchema:
        if not self.streams and not self.admissions:
            raise ValueError("name streams or admissions")
        return self


class NodeSchema(Schema):
    """One requirement. Exactly one of all, choose, take, element, average, include says what it asks for.

    `reuses` names requirements whose subjects may count here as well; `reuses_most` is the most credits that may.
    `with_options: true` lets subjects of a Minor or second Major count here as well. `at_most` beside `all`, `choose`
    or `include` are ceilings over everything that counts below. `only_for` says of whom it is asked.
    """

    id: NodeId
    title: BilingualText
    note: BilingualText | None = None
    all: list[NodeSchema] | None = Field(default=None, min_length=1)
    choose: ChooseSchema | None = None
    take: TakeSchema | None = None
    element: Filled | None = None
    average: AverageSchema | None = None
    include: DocumentId | None = None
    reuses: list[NodeId] = []
    reuses_most: int | None = Field(default=None, ge=0)
    with_options: bool = False
    at_most: list[BoundSchema] = []
    only_for: OnlyForSchema | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> NodeSchema:
        kinds = ("all", "choose", "take", "element", "average", "include")
        given = [kind for kind in kinds if getattr(self, kind) is not None]
        if len(given) != 1:
            raise ValueError(f"give exactly one of {', '.join(kinds)} (given: {', '.join(given) or 'none'})")
        if self.reuses_most is not None and not self.reuses:
            raise ValueError("`reuses_most` goes with `reuses`")
        if self.at_most and given[0] not in ("all", "choose", "include"):
            raise ValueError("`at_most` goes with all, choose and include; within a take it stands in the take")
        return self


class ClassBandSchema(Schema):
    """One class of an award: its name and the lowest GPA for award for which it is proposed."""

    code: Code
    title: BilingualText
    gpa: Figure
    listed: bool = False


class ClassificationSchema(Schema):
    """Classes from the highest to the lowest, and the weight of each subject level in the GPA for award."""

    bands: list[ClassBandSchema] = Field(min_length=1)
    weights: dict[int, Figure] = {}

    @model_validator(mode="after")
    def _downwards(self) -> ClassificationSchema:
        gpas = [Decimal(band.gpa) for band in self.bands]
        if gpas != sorted(gpas, reverse=True) or len(set(gpas)) != len(gpas):
            raise ValueError("the classes go from the highest GPA to the lowest")
        return self


class Cohorts(Schema):
    """Years of admission, both included; `open` is no end."""

    start: CohortText | Literal["open"] = Field(alias="from")
    end: CohortText | Literal["open"] = Field(alias="to")


class DocumentSchema(Schema):
    """A requirement document: of a `programme`, a `minor`, a second `major`, a `secondary_major`, or a `shared` block.

    `codes` names the programmes (or Minors, Majors) that it is for; `levels` makes it the document of every programme
    of those levels that has none of its own. `shares` is the most credits that a Minor or second Major may have in
    common with the Major. `at_most` are ceilings over everything that counts for it. `demonstration: true` says that it
    is made up.
    """

    id: DocumentId
    document: DocumentKind
    codes: list[Filled] = []
    levels: list[Filled] = []
    title: BilingualText
    source: BilingualText
    cohorts: Cohorts
    credits: int | None = Field(default=None, gt=0)
    gpa: Figure | None = None
    shares: int | None = Field(default=None, ge=0)
    at_most: list[BoundSchema] = []
    demonstration: bool = False
    requirements: list[NodeSchema] = Field(min_length=1)
    classification: ClassificationSchema | None = None

    @model_validator(mode="after")
    def _for_somebody(self) -> DocumentSchema:
        if self.document == "shared":
            if self.codes or self.levels:
                raise ValueError("a shared document is for those that include it: no codes, no levels")
        elif bool(self.codes) == bool(self.levels):
            raise ValueError("give either codes or levels")
        return self


ChooseSchema.model_rebuild()
NodeSchema.model_rebuild()

"""From a checked file to requirements: blocks are put in, and what can't work is refused with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from registrar.kernel import AcademicYear, Citation
from registrar.rulebook.problem import Problem, RulebookError
from registrar.rulebook.requirements.documents import ANY_YEAR, ClassBand, RequirementDocument
from registrar.rulebook.requirements.requirement import Bound, Requirement, Take
from registrar.rulebook.requirements.schema import BoundSchema, Cohorts, DocumentSchema, NodeSchema, TakeSchema
from registrar.rulebook.strict_yaml import Document, Place


@dataclass
class Source:
    """A file as read."""

    document: Document
    schema: DocumentSchema


@dataclass
class _Compiler:
    """Puts one document together; `path` are the blocks being put in, to see a block that needs itself."""

    id: str
    shared: Mapping[str, Source]
    problems: list[Problem] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)

    def nodes(
        self, nodes: list[NodeSchema], source: Source, place: Place, path: tuple[str, ...]
    ) -> tuple[Requirement, ...]:
        made = (self.node(node, source, (*place, number), path) for number, node in enumerate(nodes))
        return tuple(one for one in made if one is not None)

    def node(self, node: NodeSchema, source: Source, place: Place, path: tuple[str, ...]) -> Requirement | None:
        children, at_least = self.below(node, source, place, path)
        if children is None:
            return None
        if node.id in self.seen:
            self.problems.append(
                source.document.problem((*place, "id"), f"{node.id} already stands in {self.seen[node.id]}")
            )
        self.seen[node.id] = source.document.file
        kind = "all" if node.include or node.all else "choose" if node.choose else None
        return Requirement(
            citation=Citation(self.id, node.id),
            title=node.title.value(),
            kind=kind or ("take" if node.take else "element" if node.element else "average"),  # type: ignore[arg-type]
            note=node.note.value() if node.note else None,
            children=children,
            at_least=at_least,
            take=_take(node.take) if node.take else None,
            element=node.element or "",
            line=Decimal(node.average.at_least) if node.average else None,
            over=node.average.over if node.average else None,
            of=frozenset(node.average.of) if node.average else frozenset(),
            caps=tuple(_bound(one) for one in node.at_most),
            streams=tuple(node.only_for.streams) if node.only_for else (),
            admissions=tuple(node.only_for.admissions) if node.only_for else (),
            reuses=frozenset(node.reuses),
            reuses_most=node.reuses_most,
            with_options=node.with_options,
        )

    def below(
        self, node: NodeSchema, source: Source, place: Place, path: tuple[str, ...]
    ) -> tuple[tuple[Requirement, ...] | None, int]:
        """Return the children and how many are needed; None where an included block can't be put in."""
        if node.all is not None:
            return self.nodes(node.all, source, (*place, "all"), path), len(node.all)
        if node.choose is not None:
            return self.nodes(node.choose.of, source, (*place, "choose", "of"), path), node.choose.at_least
        if node.include is None:
            return (), 0
        block, where = node.include, (*place, "include")
        if block in path:
            way = " -> ".join((*path[path.index(block) :], block))
            self.problems.append(source.document.problem(where, f"{block} needs itself: {way}"))
            return None, 0
        found = self.shared.get(block)
        if found is None:
            self.problems.append(source.document.problem(where, f"there is no shared document {block}"))
            return None, 0
        children = self.nodes(found.schema.requirements, found, ("requirements",), (*path, block))
        return children, len(children)


def compiled(source: Source, shared: Mapping[str, Source]) -> RequirementDocument:
    """Return the document of a file, its blocks put in. Raises RulebookError naming every mistake."""
    schema, document = source.schema, source.document
    compiler = _Compiler(schema.id, shared)
    requirements = compiler.nodes(schema.requirements, source, ("requirements",), (schema.id,))
    compiler.problems += _unknown_reuses(requirements, document)
    cohorts = _cohorts(schema.cohorts)
    if cohorts[0] > cohorts[1]:
        compiler.problems.append(document.problem(("cohorts", "from"), "is later than `to`"))
    if compiler.problems:
        raise RulebookError(compiler.problems)
    classes = schema.classification
    return RequirementDocument(
        id=schema.id,
        kind=schema.document,
        codes=tuple(schema.codes),
        levels=tuple(schema.levels),
        title=schema.title.value(),
        source=schema.source.value(),
        cohorts=cohorts,
        credits=schema.credits,
        gpa=Decimal(schema.gpa) if schema.gpa else None,
        shares=schema.shares,
        caps=tuple(_bound(one) for one in schema.at_most),
        demonstration=schema.demonstration,
        requirements=requirements,
        bands=tuple(ClassBand(b.code, b.title.value(), Decimal(b.gpa), b.listed) for b in classes.bands)
        if classes
        else (),
        weights={level: Decimal(weight) for level, weight in classes.weights.items()} if classes else {},
        file=document.file,
    )


def _take(schema: TakeSchema) -> Take:
    return Take(
        subjects=tuple((one,) if isinstance(one, str) else tuple(one) for one in schema.subjects or ()),
        curriculum=tuple(schema.curriculum or ()),
        credits=schema.credits,
        credits_of=tuple(schema.credits_of or ()),
        count=schema.count,
        source=schema.source,
        also=tuple(_bound(one) for one in schema.also),
        at_most=tuple(_bound(one) for one in schema.at_most),
        grade=schema.grade or "",
    )


def _bound(schema: BoundSchema) -> Bound:
    return Bound(schema.credits, schema.count, schema.source, schema.each_year)


def _cohorts(schema: Cohorts) -> tuple[int, int]:
    first, last = ANY_YEAR
    if schema.start != "open":
        first = AcademicYear.parse(schema.start).start
    if schema.end != "open":
        last = AcademicYear.parse(schema.end).start
    return first, last


def _unknown_reuses(requirements: tuple[Requirement, ...], document: Document) -> list[Problem]:
    every = [one for top in requirements for one in top.walk()]
    known = {one.id for one in every}
    found = []
    for one in every:
        for other in sorted(one.reuses - known):
            found.append(document.problem((), f"{one.id} reuses {other}, which isn't a requirement here"))
        if one.reuses & {below.id for below in one.walk()}:
            found.append(document.problem((), f"{one.id} reuses itself"))
        for other in sorted(one.of - known):
            found.append(document.problem((), f"{one.id} is over {other}, which isn't a requirement here"))
        if one.of & {one.id}:
            found.append(document.problem((), f"{one.id} is an average over itself"))
    return found

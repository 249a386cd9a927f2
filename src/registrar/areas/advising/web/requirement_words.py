"""A requirement in words: what is to be taken, from what, within which bounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.catalogue.queries.subject_particulars import SubjectParticulars
from registrar.kernel import Bilingual
from registrar.rulebook.requirements import Bound, Requirement, Selector, Take
from registrar.ui.joining import listed
from registrar.ui.words import in_reader_language

PLACES = {
    "compulsory": gettext_lazy("compulsory subjects of the curriculum"),
    "elective": gettext_lazy("electives of the curriculum"),
    "free_elective": gettext_lazy("free electives of the curriculum"),
    "gur": gettext_lazy("General University Requirements of the curriculum"),
    "gur_fixed": gettext_lazy("General University Requirements at a fixed time"),
}
KINDS = {
    "gur": gettext_lazy("General University Requirement subjects"),
    "work_integrated": gettext_lazy("work-integrated education"),
    "practicum": gettext_lazy("practicum or clinical placement"),
    "ordinary": gettext_lazy("ordinary subjects"),
}

ADMISSIONS = {
    "first_year": gettext_lazy("first-year entry"),
    "advanced_standing": gettext_lazy("entry with advanced standing"),
    "senior_year": gettext_lazy("senior-year entry"),
    "articulation": gettext_lazy("articulation degree"),
}


@dataclass
class Told:
    """A requirement for reading."""

    number: str
    id: str
    title: Any
    note: Any
    lines: list[str]
    subjects: list[str] = field(default_factory=list)
    children: list[Told] = field(default_factory=list)


class Words:
    """Puts requirements into the reader's words."""

    def __init__(self, subjects: Mapping[str, SubjectParticulars], titles: Mapping[str, Any]) -> None:
        """Know the titles of subjects, and those of the document's requirements by id."""
        self.subjects, self.titles = subjects, titles

    def named(self, ids: Iterable[str]) -> str:
        """Requirements of the document by their titles, in its order."""
        wanted = set(ids)
        return listed(in_reader_language(title) for key, title in self.titles.items() if key in wanted)

    def told(self, one: Requirement, number: str) -> Told:
        """Return a requirement and everything below it."""
        return Told(
            number=number,
            id=one.id,
            title=one.title,
            note=one.note or "",
            lines=self.lines(one),
            subjects=[self.either(codes) for codes in (one.take.subjects if one.take else ())],
            children=[self.told(child, f"{number}.{place}") for place, child in enumerate(one.children, start=1)],
        )

    def either(self, codes: Sequence[str]) -> str:
        """One subject with its title, or several of which one will do."""
        return _(" or ").join(f"{code} {in_reader_language(self.title(code))}".strip() for code in codes)

    def title(self, code: str) -> Any:
        """A subject's title, or nothing where the catalogue doesn't have it."""
        found = self.subjects.get(code)
        return Bilingual(found.title_en, found.title_zh) if found else ""

    def lines(self, one: Requirement) -> list[str]:
        """What it asks for, a sentence a line."""
        found: list[str] = []
        if one.kind == "all" and len(one.children) > 1:
            found.append(_("All of these."))
        elif one.kind == "choose":
            text = ngettext("At least {count} of these.", "At least {count} of these.", one.at_least)
            found.append(text.format(count=one.at_least))
        elif one.take is not None:
            found += self.taken(one.take)
        elif one.kind == "element":
            found.append(_("Without credits: recorded by the department once it is done."))
        elif one.kind == "average":
            source = self.said(one.over) if one.over is not None else self.named(one.of)
            found.append(_("An average of {line} or more over: {source}.").format(line=one.line, source=source))
        found += [_("Together at most {bound}.").format(bound=self.bound(cap)) for cap in one.caps]
        if one.streams:
            found.append(_("Only for the stream {streams}.").format(streams=listed(one.streams)))
        if one.admissions:
            names = listed(ADMISSIONS[name] for name in one.admissions)
            found.append(_("Only for students admitted as: {ways}.").format(ways=names))
        if one.reuses:
            text = _("Subjects that count for {others} may count here as well.")
            found.append(text.format(others=self.named(one.reuses)))
        if one.reuses_most is not None:
            found.append(_("Of these no more than {most} credits.").format(most=one.reuses_most))
        return found

    def taken(self, take: Take) -> list[str]:
        """What is to be taken."""
        if take.source is None:
            found = [_("Each of these; where subjects are joined by “or”, one of them.")] if take.subjects else []
            found += [_("All {places}.").format(places=PLACES.get(place, place)) for place in take.curriculum]
        else:
            found = [self.amount(take).format(source=self.said(take.source))]
        found += [_("Of it at least {bound}.").format(bound=self.bound(one)) for one in take.also]
        found += [_("Of it at most {bound}.").format(bound=self.bound(one)) for one in take.at_most]
        if take.grade:
            found.append(_("Grade {grade} or better.").format(grade=take.grade))
        return found

    def amount(self, take: Take) -> str:
        """How much."""
        if take.count is not None:
            return ngettext("{count} subject of: {source}.", "{count} subjects of: {source}.", take.count).replace(
                "{count}", str(take.count)
            )
        if take.credits is not None:
            return _("{count} credits of: {source}.").replace("{count}", str(take.credits))
        places = listed(PLACES.get(place, place) for place in take.credits_of)
        return _("As many credits as the curriculum has in {places}, of: {source}.").replace("{places}", places)

    def bound(self, one: Bound) -> str:
        """A floor or a ceiling."""
        text = _("{count} credits of: {source}") if one.credits is not None else _("{count} subjects of: {source}")
        return text.format(count=one.credits if one.credits is not None else one.count, source=self.said(one.source))

    def said(self, source: Selector) -> str:
        """Which subjects a set holds."""
        parts: list[str] = []
        if source.anything:
            parts.append(_("any subject"))
        if source.any:
            parts.append(_(" or ").join(self.said(one) for one in source.any))
        parts += [str(PLACES.get(place, place)) for place in source.places]
        parts += [str(KINDS.get(kind, kind)) for kind in source.kinds]
        if source.subjects:
            parts.append(listed(source.subjects))
        if source.prefixes:
            parts.append(_("codes that begin with {prefixes}").format(prefixes=listed(source.prefixes)))
        if source.departments:
            parts.append(_("subjects of {departments}").format(departments=listed(source.departments)))
        parts += flags(source)
        parts += self.levels(source)
        if source.tags:
            parts.append(_("on the list {tags}").format(tags=listed(source.tags)))
        text = in_reader_language(_(", ").join(parts))
        if source.but_not is not None:
            text = _("{subjects} but not {others}").format(subjects=text, others=self.said(source.but_not))
        return text

    def levels(self, source: Selector) -> list[str]:
        """The levels of a set."""
        if source.level is None:
            return []
        first, last = source.level.start, source.level.end
        if first is not None and first == last:
            return [_("at level {level}").format(level=first)]
        if last is None:
            return [_("at level {level} or above").format(level=first)]
        if first is None:
            return [_("at level {level} or below").format(level=last)]
        return [_("at levels {first} to {last}").format(first=first, last=last)]


def flags(source: Selector) -> list[str]:
    """What is so or isn't of the subjects of a set."""
    told = (
        (source.taken_here, _("subjects taken here"), _("transferred or exempted subjects")),
        (source.graded, _("graded subjects"), _("subjects without a grade point")),
        (source.own, _("subjects of the own department"), _("subjects of other departments")),
    )
    return [yes if flag else no for flag, yes, no in told if flag is not None]

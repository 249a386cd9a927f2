"""The one gate to the wording of the rulebook: messages, editions, figures.

Everything else in the page components knows the kernel only. A text that is missing
never breaks a page: the key is shown instead, and the checks of the rulebook fail the
build.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from registrar.kernel.citation import Citation
from registrar.kernel.message import Message
from registrar.rulebook import RuleKind, UnknownRule, load_rulebook, rule_named
from registrar.rulebook.law import University
from registrar.rulebook.message_values import said
from registrar.rulebook.messages import UnknownMessage, text
from registrar.rulebook.rule_texts import value_words
from registrar.rulebook.told import facts_told, results_told, value_told
from registrar.rulebook.words import cited_as
from registrar.ui.samples.messages import TEXTS
from registrar.ui.words import in_reader_language


def message(value: Message | None) -> str:
    """A message in the reader's language; its key where it has no text yet."""
    if value is None:
        return ""
    if value.key in TEXTS:
        return str(TEXTS[value.key]).format(**value.args)
    try:
        return text(value, get_language() or "en")
    except (UnknownMessage, KeyError):
        return value.key


def message_of(key: str) -> str:
    """The text of a key without arguments, such as that of a reading; the key itself where there is none."""
    return message(Message(key))


def value(value: Any, unit: str = "", area: str = "") -> str:
    """A fact or a figure in words; the unit is added where it is one that people count in.

    With the area of its rules or figures, the words that are its values are said as well.
    """
    language = get_language() or "en"
    words = value_told(area, value, language) if area else said(value, language)
    units = {
        "credits": _("{value} credits"),
        "days": _("{value} days"),
        "working_days": _("{value} working days"),
        "semesters": _("{value} semesters"),
        "years": _("{value} years"),
        "weeks": _("{value} weeks"),
        "percent": _("{value}%"),
    }
    return units[unit].format(value=words) if unit in units else words


@lru_cache(maxsize=1)
def _laws() -> dict[str, University]:
    return {
        edition: university for university in load_rulebook().universities.values() for edition in university.editions
    }


def edition_title(edition: str) -> str:
    """The title of an edition: "Student Handbook 2024/25"; the id of one that is not known."""
    law = _laws().get(edition)
    return in_reader_language(law.editions[edition].title) if law is not None else edition


def citation_text(citation: Citation) -> str:
    """A citation as people write it: "Student Handbook 2024/25, section 5C" or "..., Appendix 2A"."""
    law = _laws().get(citation.edition)
    if law is None:
        law = _papers().get(citation.edition)
    if law is not None:
        return cited_as(citation, law, get_language() or "en")
    return _("{edition}, section {section}").format(edition=citation.edition, section=citation.section)


@lru_cache(maxsize=1)
def _papers() -> dict[str, University]:
    return {
        citation.edition: university
        for university in load_rulebook().universities.values()
        for citation in university.asked
    }


def is_requirement(citation: Citation) -> bool:
    """Whether it cites a requirement of a requirement document, not a clause of a handbook."""
    return citation.edition in _papers()


def parameter_title(name: str, university: str) -> str:
    """The title of a figure of the handbook; its name where it is not known."""
    found = load_rulebook().universities.get(university)
    parameter = found.parameters.get(name) if found else None
    return in_reader_language(parameter.title) if parameter is not None else name


def authority(role: str) -> str:
    """Who approves, in words: "the Head of Department"."""
    known = {
        "academic_advisor": _("the Academic Advisor"),
        "programme_leader": _("the Programme Leader"),
        "head_of_department": _("the Head of Department"),
        "department": _("the department"),
        "host_department": _("the department that hosts the programme"),
        "programme_department": _("the department that hosts the programme"),
        "panel_chair": _("the Chair of the Subject Assessment Review Panel"),
        "registry": _("the Academic Registry"),
        "offering_department": _("the department that offers the subject"),
        "minor_department": _("the department that offers the Minor"),
        "major_department": _("the department that offers the Major"),
        "first_major_department": _("the department that hosts the first Major"),
        "second_major_department": _("the department that hosts the Second Major"),
        "secondary_major_department": _("the department that hosts the Secondary Major"),
        "subject_teacher": _("the Subject Teacher"),
        "faculty_office": _("the Faculty or School Office"),
        "faculty_board": _("the Faculty Board"),
        "dean": _("the Dean"),
        "academic_registry": _("the Academic Registry"),
        "registrar": _("the Academic Registrar"),
        "finance_office": _("the Finance Office"),
        "second_person": _("a second person"),
        "board_of_examiners": _("the Board of Examiners"),
        "academic_appeals_committee": _("the Academic Appeals Committee"),
    }
    return known.get(role, role.replace("_", " "))


def rule_kind(name: str) -> tuple[RuleKind, tuple[str, ...]]:
    """The kind of a rule and the results that are its answer; a permission where the rule is not known (any more)."""
    try:
        rule = rule_named(name)
    except UnknownRule:
        return RuleKind.PERMISSION, ()
    return rule.kind, rule.answer


def rule_title(name: str) -> str:
    """The title of a rule whose decisions need one: all but permissions, which their page speaks of."""
    try:
        rule = rule_named(name)
    except UnknownRule:
        return ""
    return "" if rule.kind is RuleKind.PERMISSION else in_reader_language(rule.title)


def state(code: str) -> str:
    """A standing or another state that a rule gives, in words: "Academic probation"."""
    known = {
        "progressing": _("Progressing"),
        "probation": _("Academic probation"),
        "deregistration": _("De-registration"),
        "unchanged": _("Standing unchanged"),
        "missing": _("Grades are missing"),
        "full_time": _("Full-time"),
        "part_time": _("Part-time"),
        "confirmed": _("Confirmed"),
        "open": pgettext("state", "Still open"),
        "missed": _("Deadline missed"),
        "excused": _("Not required"),
        "deferred": _("Deferred"),
        "zero_subject": _("Zero-subject enrolment"),
        "kept": pgettext("approval", "Stands"),
        "nullified": pgettext("approval", "Void"),
        "reinstated": pgettext("approval", "Restored"),
    }
    return known.get(code, code.replace("_", " "))


def word(code: str) -> str:
    """The words for a value that all areas share (`full_time`); the value itself where there are none."""
    words = value_words("", code)
    return in_reader_language(words) if words is not None else code


def facts(rule: str, values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What the facts of a decision mean, with their values in words; bare names where the rule is not known."""
    try:
        return facts_told(rule_named(rule), values, get_language() or "en")
    except UnknownRule:
        return _bare_pairs(values)


def results(rule: str, values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What the results of a decision are called, with their values in words; bare names where the rule is not known."""
    try:
        return results_told(rule_named(rule), values, get_language() or "en")
    except UnknownRule:
        return _bare_pairs(values)


def _bare_pairs(values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.replace("_", " "), value(one)) for name, one in values.items() if one is not None and one not in ([], {})
    )

"""Requirement documents: what a programme, a Minor or a second Major asks for, as data, by year of admission."""

from registrar.rulebook.requirements.documents import RequirementDocument, RequirementDocuments
from registrar.rulebook.requirements.loading import forget_requirements, load_requirements
from registrar.rulebook.requirements.requirement import Bound, Requirement, Take
from registrar.rulebook.requirements.selector import Selectable, Selector

__all__ = [
    "Bound",
    "Requirement",
    "RequirementDocument",
    "RequirementDocuments",
    "Selectable",
    "Selector",
    "Take",
    "forget_requirements",
    "load_requirements",
]

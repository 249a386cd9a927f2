"""The shapes of the data files under universities/, as pydantic models."""

from registrar.rulebook.schemas.carried import CarriedFile
from registrar.rulebook.schemas.case import CaseFile, CaseSchema, ExpectedDecision, ExpectedFinding
from registrar.rulebook.schemas.clause import ClauseFile, ClauseSchema
from registrar.rulebook.schemas.edition import EditionSchema
from registrar.rulebook.schemas.institution import InstitutionSchema
from registrar.rulebook.schemas.message import MessageFile
from registrar.rulebook.schemas.parameter import ParameterSchema
from registrar.rulebook.schemas.rule_texts import RuleTextFile

__all__ = [
    "CarriedFile",
    "CaseFile",
    "CaseSchema",
    "ClauseFile",
    "ClauseSchema",
    "EditionSchema",
    "ExpectedDecision",
    "ExpectedFinding",
    "InstitutionSchema",
    "MessageFile",
    "ParameterSchema",
    "RuleTextFile",
]

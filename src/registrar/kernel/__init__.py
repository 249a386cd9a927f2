"""The words everything else is said in: frozen values of the standard library alone."""

from registrar.kernel.academic_year import AcademicYear
from registrar.kernel.bilingual import CHINESE, ENGLISH, Bilingual
from registrar.kernel.citation import Citation
from registrar.kernel.cure import Cure
from registrar.kernel.decision import Decision
from registrar.kernel.finding import Finding
from registrar.kernel.json_form import to_plain
from registrar.kernel.message import Message
from registrar.kernel.money import Money
from registrar.kernel.outcome import Outcome
from registrar.kernel.parameter_use import ParameterUse
from registrar.kernel.period import Period
from registrar.kernel.term import SEMESTER_ONE, SEMESTER_TWO, SUMMER_TERM, Term
from registrar.kernel.working_days import WorkingDays

__all__ = [
    "CHINESE",
    "ENGLISH",
    "SEMESTER_ONE",
    "SEMESTER_TWO",
    "SUMMER_TERM",
    "AcademicYear",
    "Bilingual",
    "Citation",
    "Cure",
    "Decision",
    "Finding",
    "Message",
    "Money",
    "Outcome",
    "ParameterUse",
    "Period",
    "Term",
    "WorkingDays",
    "to_plain",
]

"""The fee tables of a university: read from universities/<code>/fees, checked, and looked up."""

from registrar.rulebook.fees.extension import ModularQuote, ThesisQuote
from registrar.rulebook.fees.loading import forget_fees, load_fees
from registrar.rulebook.fees.price import ExtraItem, FeeQuote, Missing, NotListed, NotOffered, Source, Unpriced
from registrar.rulebook.fees.rows import FeeRow, ListedProgramme
from registrar.rulebook.fees.tables import FeeTables
from registrar.rulebook.fees.ugc import UgcRate, UgcSchedule

__all__ = [
    "ExtraItem",
    "FeeQuote",
    "FeeRow",
    "FeeTables",
    "ListedProgramme",
    "Missing",
    "ModularQuote",
    "NotListed",
    "NotOffered",
    "Source",
    "ThesisQuote",
    "UgcRate",
    "UgcSchedule",
    "Unpriced",
    "forget_fees",
    "load_fees",
]

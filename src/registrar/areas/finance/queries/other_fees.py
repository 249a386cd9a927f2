"""Charges outside tuition as the public fee pages list them: the university's, and those of single programmes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from registrar.areas.finance.quoting import year_of_charge
from registrar.kernel import Bilingual, Citation, Money, ParameterUse
from registrar.rulebook import load_rulebook
from registrar.rulebook.fees import Unpriced, load_fees
from registrar.rulebook.fees.tables import FeeTables

# The clause of further charges on single programmes; their departments tell the students (8I-17, FEE-I-17).
PROGRAMME_CHARGES = "AP2A-10"
# Amounts of money that are no charge.
NO_CHARGES = frozenset({"finance.waiver_second_person_above"})


@dataclass(frozen=True, slots=True)
class OtherFee:
    """One charge: `amount` is None while it is to be confirmed; `told_by` is the department of a programme's charge."""

    title: Bilingual
    amount: Money | None
    charged_in: str
    clause: Citation | None
    programme: str = ""
    cohorts: str = ""
    programme_title: Bilingual | None = None
    told_by: Bilingual | None = None
    reading: Bilingual | None = None


def other_fees(university: str) -> list[OtherFee]:
    """Return every charge outside tuition that a parameter or a row of the fee tables prices, in both editions."""
    return [*_of_the_university(university), *_of_programmes(load_fees(university))]


def _of_the_university(university: str) -> Iterator[OtherFee]:
    parameters = load_rulebook().university(university).parameters
    for name in sorted(parameters):
        parameter = parameters[name]
        if parameter.type != "money" or not name.startswith("finance.") or name in NO_CHARGES:
            continue
        for use in reversed(parameter.uses):
            yield OtherFee(
                title=parameter.title,
                amount=use.value,
                charged_in=_charged_in(use),
                clause=use.citations[0] if use.citations else None,
                reading=parameter.reading,
            )


def _charged_in(use: ParameterUse) -> str:
    """Return the academic year that a value begins to be charged in; values are kept by day, term or cohort."""
    if use.start.count("-") == 2:
        return str(year_of_charge(date.fromisoformat(use.start)))
    return use.start.partition("-")[0]


def _of_programmes(tables: FeeTables) -> Iterator[OtherFee]:
    for table in tables.self_financed:
        for programme in table.programmes:
            told_by = tables.units[programme.department].name
            for row in programme.rows:
                for code, price in {**programme.extras, **row.extras}.items():
                    item = table.items[code]
                    yield OtherFee(
                        title=item.title,
                        amount=None if isinstance(price, Unpriced) else price,
                        charged_in=str(table.year),
                        cohorts=row.cohorts.text,
                        clause=Citation(row.citations[0].edition, PROGRAMME_CHARGES),
                        programme=programme.code or "",
                        programme_title=programme.title,
                        told_by=told_by,
                    )

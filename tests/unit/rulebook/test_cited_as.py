"""How a clause is cited where people read it."""

from datetime import date
from types import MappingProxyType

import pytest

from registrar.kernel import Bilingual, Citation
from registrar.rulebook.clauses import Clause
from registrar.rulebook.editions import Edition
from registrar.rulebook.law import University
from registrar.rulebook.words import cited_as


def clause(number: str, section: str, place: Bilingual | None = None) -> Clause:
    """A clause of the edition `tiny-2024`."""
    return Clause(Citation("tiny-2024", number), section, None, "registration", "rule", None, place=place)


@pytest.fixture
def law(tmp_path) -> University:
    """A university with one edition: a numbered section, one with a part, and an appendix."""
    day = date(2024, 7, 1).toordinal()
    title = Bilingual("Rules 2024", "規則 2024")
    edition = Edition("tiny-2024", title, None, "handbook", False, None, (day, day), None, None, None, "")
    known = [
        clause("5C-02", "5C"),
        clause("6B-05", "6B(iv)"),
        clause("AP2A-01", "Appendix 2A", Bilingual("Appendix 2A", "附錄2A")),
    ]
    clauses = MappingProxyType({item.citation: item for item in known})
    return University("tiny", title, tmp_path, {"tiny-2024": edition}, clauses, {})


@pytest.mark.parametrize(
    ("number", "english", "chinese"),
    [
        ("5C-02", "Rules 2024, section 5C", "《規則 2024》第5C節"),
        ("6B-05", "Rules 2024, section 6B(iv)", "《規則 2024》第6B(iv)節"),
        ("AP2A-01", "Rules 2024, Appendix 2A", "《規則 2024》附錄2A"),
        # A clause that the register doesn't hold is cited by what its id says.
        ("9Z-01", "Rules 2024, section 9Z", "《規則 2024》第9Z節"),
    ],
)
def test_a_clause_is_cited_by_its_section_or_its_place(law, number, english, chinese) -> None:
    citation = Citation("tiny-2024", number)

    assert cited_as(citation, law, "en") == english
    assert cited_as(citation, law, "zh-hant") == chinese

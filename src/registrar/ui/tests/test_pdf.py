"""Documents: the same bytes for the same input, tagged, and never with a hole in a name."""

import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from pypdf import PdfReader

from registrar.kernel.money import Money
from registrar.ui.pdf import BadTemplate, MissingCharacters, render_typst

NOON = datetime(2024, 9, 2, 4, 0, tzinfo=UTC)
TEMPLATE = """#import "/registrar.typ": *
#let data = json(bytes(sys.inputs.data))
#show: document.with(title: "Receipt", institution: "University", reference: data.number, language: "en")
#particulars(("Student", data.name), ("Amount", money(data.amount)), ("Day", day(data.day, "en")))
#ledger(columns: (1fr, auto), align: (left, right), head: ("Charge", "Amount"), "Tuition", "1.00")
"""
DATA = {"number": "R-1", "name": "陳大文 CHAN Tai Man", "amount": Money(Decimal("21550.5")), "day": "2024-09-02"}


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "receipt.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def test_a_document_prints_its_data(template):
    reader = PdfReader(io.BytesIO(render_typst(template, DATA, created=NOON)))
    text = reader.pages[0].extract_text()
    for expected in ("Receipt", "陳大文", "CHAN Tai Man", "HK$21,550.50", "2 Sep 2024"):
        assert expected in text


def test_equal_input_gives_equal_bytes_and_another_day_does_not(template):
    first = render_typst(template, DATA, created=NOON)
    assert render_typst(template, dict(reversed(DATA.items())), created=NOON) == first
    assert render_typst(template, DATA, created=NOON.replace(hour=5)) != first


def test_a_document_is_archivable_and_accessible(template):
    reader = PdfReader(io.BytesIO(render_typst(template, DATA, created=NOON)))
    marks = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in marks
    assert "<pdfuaid:part>1</pdfuaid:part>" in marks
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_names_written_with_hong_kong_characters_print(template):
    # Characters of the Hong Kong supplementary set, which Big5 lacks
    data = {**DATA, "name": "鍈 邨 栢 喆 堃"}
    text = PdfReader(io.BytesIO(render_typst(template, data, created=NOON))).pages[0].extract_text()
    assert "鍈" in text


def test_a_character_that_cannot_be_printed_is_refused_by_name(template):
    with pytest.raises(MissingCharacters, match=r"😀 \(U\+1F600\)"):
        render_typst(template, {**DATA, "name": "😀"}, created=NOON)


def test_missing_data_is_refused_with_the_templates_name(template):
    with pytest.raises(BadTemplate, match=r"receipt\.typ: .*number"):
        render_typst(template, {"name": "x"}, created=NOON)

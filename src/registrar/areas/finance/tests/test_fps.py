"""The FPS code, read back by two parsers that are not ours: ZXing and OpenCV."""

import re
from datetime import date
from decimal import Decimal

import cv2
import numpy
import pytest
import typst
import zxingcpp
from tests import world

from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.emv_qr import checksum
from registrar.areas.finance.fps import fps_code
from registrar.areas.finance.letters import debit_note_pdf
from registrar.areas.finance.queries.notes_of_study import full_notes

from .books import NOW, bank_line, line, note

pytestmark = pytest.mark.django_db
DAY = date(2024, 8, 20)


def full(study):
    return full_notes().filter(study=study).latest("pk")


def photograph(svg):
    """Return the picture as a scanner sees it: grey levels, made by Typst."""
    width, height = (int(re.search(rf'{side}="(\d+)"', svg)[1]) for side in ("width", "height"))
    page = (
        f'#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n#image(bytes("{_quoted(svg)}"), format: "svg")'
    )
    png = typst.compile(page.encode(), format="png", ppi=144)
    return cv2.imdecode(numpy.frombuffer(png, numpy.uint8), cv2.IMREAD_GRAYSCALE)


def _quoted(text):
    return text.replace("\\", "\\\\").replace('"', '\\"')


def chain(text):
    """Return the data objects of a code, read by the specification alone."""
    found, at = {}, 0
    while at < len(text):
        name, length = text[at : at + 2], int(text[at + 2 : at + 4])
        found[name] = text[at + 4 : at + 4 + length]
        at += 4 + length
    return found


def test_two_strange_parsers_read_the_code_of_a_note():
    # Given a note of HK$16,050 (HB24-8C-06/1)
    study = world.study()
    owed = note(study, line("16050.00", "tuition"))
    code = fps_code(full(study), DAY)
    # When its picture is read
    picture = photograph(code.svg())
    seen_by_zxing = zxingcpp.read_barcode(picture).text
    seen_by_opencv = cv2.QRCodeDetector().detectAndDecode(picture)[0]
    # Then both read the text of the code, to the last digit of its checksum
    assert seen_by_zxing == seen_by_opencv == code.text
    found = chain(seen_by_zxing)
    assert found | {"63": ""} == {
        "00": "01",
        "01": "12",
        "26": "0012hk.com.hkicl0209000000000",
        "52": "8220",
        "53": "344",
        "54": "16050.00",
        "58": "HK",
        "59": "PolyU",
        "60": "Hong Kong",
        "62": f"0108{owed.number}0508{owed.number}",
        "63": "",
    }
    assert found["63"] == checksum(seen_by_zxing[:-4])
    assert code.demonstration


def test_a_damaged_code_fails_its_checksum():
    study = world.study()
    note(study)
    text = fps_code(full(study), DAY).text
    broken = text.replace("400.00", "900.00")
    assert checksum(broken[:-4]) != broken[-4:]


def test_the_code_asks_for_what_a_short_transfer_left():
    study = world.study()
    owed = note(study, line("65000.00", "tuition"))
    record_payment(bank_line(owed, "64940.00", channel="telegraphic_transfer"), actor=None, now=NOW)
    assert chain(fps_code(full(study), DAY).text)["54"] == "60.00"


def test_a_note_that_asks_for_nothing_has_no_code():
    study = world.study()
    record_payment(bank_line(note(study)), actor=None, now=NOW)
    assert fps_code(full(study), DAY) is None


def test_an_edition_without_fps_has_no_code():
    study = world.study()
    note(study)
    assert fps_code(full(study), date(2018, 9, 5)) is None


def test_the_printed_note_carries_the_code_and_the_same_bytes_each_time():
    study = world.study()
    note(study, line("16050.00", "tuition"))
    first, second = debit_note_pdf(full(study), NOW.date()), debit_note_pdf(full(study), NOW.date())
    assert first == second
    record_payment(bank_line(full(study)), actor=None, now=NOW)
    assert debit_note_pdf(full(study), NOW.date()) != first
    assert Decimal(full(study).amount) == Decimal("16050.00")


def test_a_note_that_fps_may_not_pay_has_no_code():
    # Given the fee of a transcript, which three cards alone pay (HB24-7A-04/2)
    study = world.study()
    note(study, line("70.00", "transcript"))
    # Then
    assert fps_code(full(study), DAY) is None

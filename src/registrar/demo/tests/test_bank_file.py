from collections import Counter
from decimal import Decimal

import pytest
from tests import world

from registrar.areas.finance.actions.apply_bank_file import apply_bank_file
from registrar.areas.finance.actions.upload_bank_file import upload_bank_file
from registrar.areas.finance.queries.books import proof
from registrar.areas.finance.queries.notes import all_notes
from registrar.areas.finance.tests.books import NOW, line, note
from registrar.demo.bank_file import bank_file, open_notes

pytestmark = pytest.mark.django_db


def test_the_file_of_the_made_up_bank_has_everything_that_goes_wrong():
    # given five open notes
    for n in range(5):
        note(world.study(f"2400{n:04d}D"), line("21050.00", "tuition"))
    content = bank_file(open_notes(all_notes()), NOW)
    assert content == bank_file(open_notes(all_notes()), NOW)
    # when the file is taken in
    file, _new = upload_bank_file(content, "bank.xml", actor=None, now=NOW)
    counts = apply_bank_file(file.pk, actor=None, now=NOW)
    # then each kind of answer is there
    assert counts == Counter(accepted=3, rejected=1, held=1, duplicate=1, unmatched=1, unreadable=1)
    assert file.problem == ""
    assert proof().holds


def test_without_notes_there_is_no_file():
    with pytest.raises(ValueError, match="no debit note"):
        bank_file([], NOW)
    assert bank_file([("24000001", Decimal("400.00"))], NOW)

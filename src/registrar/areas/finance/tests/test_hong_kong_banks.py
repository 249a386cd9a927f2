from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from tests import world

from registrar.areas.finance.hong_kong_banks import Banks, bank_name, banks, read_banks
from registrar.areas.finance.models import StudentBankAccount
from registrar.areas.finance.web.refund_forms import BankAccountForm
from registrar.areas.platform import clock
from registrar.kernel import Bilingual
from registrar.rulebook import load_rulebook
from registrar.rulebook.problem import RulebookError

from .books import NOW
from .test_refund_pages import FORM, PASSWORD, sign_in

FILE = """source: {en: From the bank, zh: 銀行提供}
written_on: 2024-07-01
confirmed_on: CONFIRMED
banks:
  - {code: "CODE", name: {en: Hang Seng Bank, zh: 恒生銀行}}
  - {code: "024", name: {en: Hang Seng Bank, zh: 恒生銀行}}
"""


def written(folder: Path, code: str = "004", confirmed: str = "null") -> Path:
    path = folder / "polyu" / "banks.yaml"
    path.parent.mkdir()
    path.write_text(FILE.replace("CODE", code).replace("CONFIRMED", confirmed), encoding="utf-8")
    return path


def test_the_list_of_the_university_waits_for_the_finance_office():
    assert load_rulebook().university(settings.UNIVERSITY).path.joinpath("banks.yaml").exists()
    assert not banks().confirmed
    assert bank_name("024") == Bilingual("Hang Seng Bank", "恒生銀行")
    assert bank_name("999") == Bilingual("999", "999")


@pytest.mark.parametrize(("code", "said"), [("024", "stands twice"), ("24", "no clearing code"), ("０２４", "is no")])
def test_a_list_with_a_wrong_code_is_refused(tmp_path, code, said):
    with pytest.raises(RulebookError, match=said):
        read_banks(written(tmp_path, code))


def test_a_confirmed_list_knows_it(tmp_path):
    assert read_banks(written(tmp_path, confirmed="2024-08-01")).confirmed


def test_another_bank_needs_its_code_while_the_list_is_not_confirmed(monkeypatch):
    other = FORM | {"bank_code": "other"}
    assert list(BankAccountForm(other).errors) == ["other_code"]
    assert list(BankAccountForm(other | {"other_code": "39"}).errors) == ["other_code"]
    form = BankAccountForm(other | {"other_code": "391"})
    assert form.is_valid()
    assert (form.cleaned_data["bank_code"], form.unlisted) == ("391", True)
    # once it is confirmed only listed banks are taken
    monkeypatch.setattr("registrar.areas.finance.web.refund_forms.banks", lambda: Banks(banks().names, confirmed=True))
    assert list(BankAccountForm(other | {"other_code": "391"}).errors) == ["bank_code"]
    assert BankAccountForm(FORM).is_valid()


@pytest.mark.django_db
def test_an_unknown_code_is_a_warning_and_the_account_is_kept():
    with clock.at(NOW):
        clock.set_to(NOW)
        student = world.study().student
        browser = sign_in(student)
        address = reverse("finance:my_bank_account")
        browser.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": address})
        page = browser.post(address, FORM | {"bank_code": "other", "other_code": "391"}, follow=True).content.decode()
        assert "We do not know a bank with the code 391." in page
        assert StudentBankAccount.objects.get().bank_code == "391"

"""Every text that people read stands in both languages, and no catalogue keeps what nobody says any more."""

from pathlib import Path

import polib
from tests.house.source import plant
from tools import translations

CATALOGUE = "locale/zh_Hant/LC_MESSAGES/django.po"


def _catalogue(tree: Path, package: str, *entries: polib.POEntry) -> None:
    book = polib.POFile()
    book.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=1; plural=0;"}
    book.extend(entries)
    path = tree / package / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(str(path))


def test_every_text_is_translated() -> None:
    assert translations.problems() == []


def test_a_missing_translation_is_found_in_python_and_in_templates(tmp_path: Path) -> None:
    # Given a view and a template with four marked texts, one of them with a plural, and an empty catalogue
    plant(tmp_path, "fees/apps.py", "")
    plant(tmp_path, "fees/views.py", 'from django.utils.translation import gettext as _\n\nTITLE = _("Receipts")\n')
    plant(
        tmp_path,
        "fees/templates/page.html",
        "{% load i18n %}<p>{% translate 'Pay' %}</p>\n"
        "{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}\n"
        "{% blocktranslate %}by {{ when }}{% endblocktranslate %}",
    )
    _catalogue(tmp_path, "fees")
    # Then each is named with its place
    assert sorted(translations.problems(tmp_path)) == [
        "fees/templates/page.html:1: no translation: 'Pay'",
        "fees/templates/page.html:2: no translation: '%(n)s day'",
        "fees/templates/page.html:3: no translation: 'by %(when)s'",
        "fees/views.py:3: no translation: 'Receipts'",
    ]


def test_empty_fuzzy_unused_and_uneven_entries_are_found(tmp_path: Path) -> None:
    # Given four texts, and a catalogue that spoils each in its own way, with a fifth entry that nothing uses
    plant(tmp_path, "fees/apps.py", "")
    plant(
        tmp_path,
        "fees/views.py",
        "from django.utils.translation import gettext as _\n\n"
        'TEXTS = [_("empty"), _("fuzzy"), _("due {day}"), _("good %(name)s")]\n',
    )
    _catalogue(
        tmp_path,
        "fees",
        polib.POEntry(msgid="empty", msgstr=""),
        polib.POEntry(msgid="fuzzy", msgstr="模糊", flags=["fuzzy"]),
        polib.POEntry(msgid="due {day}", msgstr="{date}到期"),
        polib.POEntry(msgid="good %(name)s", msgstr="好%(name)s"),
        polib.POEntry(msgid="gone", msgstr="已刪除"),
        polib.POEntry(msgid="Sign in with a passkey", msgstr="以通行密鑰登入", comment="of another package"),
    )
    # Then all but the good one and the one of another package are named
    assert sorted(translations.problems(tmp_path)) == [
        "fees: empty: 'empty'",
        "fees: fuzzy: 'fuzzy'",
        "fees: not used any more: 'gone'",
        "fees: placeholders differ (date, day): 'due {day}'",
    ]


def test_two_translations_of_one_text_are_found(tmp_path: Path) -> None:
    # Given two areas that translate the same word differently
    for package, text in (("boards", "委員會"), ("fees", "董事會")):
        plant(tmp_path, f"{package}/apps.py", "")
        plant(tmp_path, f"{package}/nav.py", 'from django.utils.translation import gettext as _\n\nX = _("Boards")\n')
        _catalogue(tmp_path, package, polib.POEntry(msgid="Boards", msgstr=text))
    # Then the second is named, because Django would show only one of them
    assert translations.problems(tmp_path) == ["fees: boards translates it otherwise: 'Boards'"]

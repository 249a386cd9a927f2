"""Which texts want a Chinese translation, and which have one.

    python tools/translations.py            what is missing, unused or odd, by package
    python tools/translations.py --write    add missing entries (empty) to each catalogue, drop unused ones

A package is an installed app below src/registrar. ``tests/house/test_translations.py``
runs the same check. After filling in the entries: ``python -m registrar messages``.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import string
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/registrar"
CATALOGUE = "locale/zh_Hant/LC_MESSAGES/django.po"
#: An entry with this comment translates a text of another package, which the source does not show.
FOREIGN = "of another package"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "gettext_noop": None,
}
_PERCENT = re.compile(r"%\((\w+)\)[a-z]")

#: (context, text): what gettext looks a translation up by.
Key = tuple[str | None, str]


@dataclass(frozen=True)
class Entry:
    """A translation as it stands in a catalogue."""

    key: Key
    texts: tuple[str, ...]
    forms: tuple[str, ...]
    fuzzy: bool
    foreign: bool


def packages(source: Path = SOURCE) -> list[Path]:
    """The installed apps, each with a catalogue of its own: folders with apps.py or locale, and the site."""
    marks = [*source.glob("**/apps.py"), *source.glob("**/locale"), *source.glob("site/settings.py")]
    return sorted({mark.parent for mark in marks})


def wanted(package: Path, source: Path = SOURCE) -> dict[Key, str]:
    """Every text of the package that is to be translated, with the place where it stands."""
    inner = [other for other in packages(source) if other != package and package in other.parents]
    found: dict[Key, str] = {}
    for path in sorted(package.rglob("*")):
        if path.suffix not in (".py", ".html", ".txt") or "tests" in path.relative_to(package).parts:
            continue
        if any(folder in path.parents for folder in inner) or not path.is_file():
            continue
        for key, line in texts(path):
            found.setdefault(key, f"{path.relative_to(source).as_posix()}:{line}")
    return found


def texts(path: Path) -> Iterator[tuple[Key, int]]:
    """The marked texts of one Python file or template."""
    content = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        if "{%" not in content:
            return
        content = _as_python(content, path)
    elif "gettext" not in content:
        return
    for line, message, _comments, context in extract("python", io.BytesIO(content.encode("utf-8")), KEYWORDS):
        first = message[0] if isinstance(message, tuple) else message
        if first:
            yield (context, first), line


def _as_python(content: str, path: Path) -> str:
    """The template's marked texts as calls of gettext, one statement a line."""
    _settings()
    from django.utils.translation.template import templatize

    calls = re.sub(r"\bu'", "'", templatize(content, origin=str(path)))
    return "\n".join(line.strip() for line in calls.splitlines())


def _settings() -> None:
    from django.conf import settings

    if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
        settings.configure()


def present(package: Path) -> dict[Key, Entry]:
    """The catalogue of the package; empty where there is none yet."""
    path = package / CATALOGUE
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale="zh_Hant", abort_invalid=True)
    entries = {}
    for message in catalogue:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
        forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        foreign = any(FOREIGN in comment for comment in [*message.auto_comments, *message.user_comments])
        key = (message.context, ids[0])
        entries[key] = Entry(key, tuple(ids), tuple(forms), message.fuzzy, foreign)
    return entries


def placeholders(text: str) -> frozenset[str]:
    """The names in ``%(name)s`` and ``{name}``."""
    names = set(_PERCENT.findall(text))
    with suppress(ValueError):  # a lone brace is no placeholder
        names |= {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return frozenset(names)


def problems(source: Path = SOURCE) -> list[str]:
    """Missing, empty, fuzzy, unused and contradicting entries, and placeholders that differ; empty when all is well."""
    found: list[str] = []
    needs = {package: wanted(package, source) for package in packages(source)}
    has = {package: present(package) for package in needs}
    known: dict[Key, tuple[Path, Entry]] = {}
    for package, entries in has.items():
        name = package.relative_to(source).as_posix()
        for key, entry in entries.items():
            found += [f"{name}: {what}: {key[1]!r}" for what in _odd(entry)]
            if key not in needs[package] and not entry.foreign:
                found.append(f"{name}: not used any more: {key[1]!r}")
            other = known.setdefault(key, (package, entry))
            if other[1].forms != entry.forms:
                found.append(f"{name}: {other[0].relative_to(source).as_posix()} translates it otherwise: {key[1]!r}")
    for needed in needs.values():
        found += [f"{place}: no translation: {key[1]!r}" for key, place in needed.items() if key not in known]
    return found


def _odd(entry: Entry) -> Iterator[str]:
    if entry.fuzzy:
        yield "fuzzy"
    if not all(entry.forms):
        yield "empty"
        return
    wanted_names = placeholders(entry.texts[-1])
    for form in entry.forms:
        if placeholders(form) != wanted_names:
            yield f"placeholders differ ({', '.join(sorted(placeholders(form) ^ wanted_names))})"


def write(source: Path = SOURCE) -> None:
    """Bring every catalogue in step with its source: missing entries added empty at its end, unused ones dropped.

    A text that another package translates already is not asked for again; a catalogue in step is left as it is.
    """
    import polib

    known = {key for package in packages(source) for key in present(package)}
    for package in packages(source):
        path = package / CATALOGUE
        needs = wanted(package, source)
        entries = present(package)
        book = polib.pofile(str(path)) if path.is_file() else polib.POFile(wrapwidth=110)
        book.wrapwidth = 110
        book.metadata = {
            "Language": "zh_Hant",
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": "nplurals=1; plural=0;",
        }
        foreign = {key for key, entry in entries.items() if entry.foreign}
        unused = [e for e in book if (e.msgctxt, e.msgid) not in {*needs, *foreign}]
        missing = [key for key in needs if key not in entries and key not in known]
        if not unused and not missing:
            continue
        for entry in unused:
            book.remove(entry)
        plurals = _plurals(package)
        for context, text in missing:
            plural = plurals.get(text)
            extra = {"msgid_plural": plural, "msgstr_plural": {0: ""}} if plural else {"msgstr": ""}
            book.append(polib.POEntry(msgctxt=context, msgid=text, **extra))
        if book:
            path.parent.mkdir(parents=True, exist_ok=True)
            book.save(str(path))


def _plurals(package: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in [p for p in package.rglob("*") if p.suffix in (".py", ".html") and "tests" not in p.parts]:
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            content = _as_python(content, path)
        for _, message, _, _ in extract("python", io.BytesIO(content.encode("utf-8")), KEYWORDS):
            if isinstance(message, tuple) and len(message) > 1 and message[1]:
                found[message[0]] = message[1]
    return found


def main() -> int:
    """Print the problems; 1 when there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="bring the catalogues in step with the source")
    if parser.parse_args().write:
        write()
    found = problems()
    for problem in found:
        print(problem)
    print(f"{len(found)} problems", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())

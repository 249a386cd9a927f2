"""Documents on paper: Typst in, a tagged PDF out that is the same for the same input."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

import typst

from registrar.kernel.json_form import to_plain

FONTS = Path(__file__).parent / "fonts"
#: Our page frame, importable from every template as "/registrar.typ".
FRAME = Path(__file__).parent / "typst" / "registrar.typ"
#: Archivable and accessible: PDF/A-2a and PDF/UA-1.
STANDARDS: Any = ["a-2a", "ua-1"]


class MissingCharacters(ValueError):
    """The shipped typeface cannot print these characters; nothing was printed."""


class BadTemplate(ValueError):
    """Typst refused the template or the data; the message says where."""


def render_typst(template_path: Path | str, data: Mapping[str, Any], *, created: datetime) -> bytes:
    """Render one document; equal input gives equal bytes.

    The template reads its data with ``#let data = json(bytes(sys.inputs.data))`` (values in
    the kernel's JSON form: decimals as text, days ISO) and its page frame with
    ``#import "/registrar.typ": *``. ``created`` is the moment printed in the file's
    properties, with a time zone; it comes from the caller so that a reprint is identical.
    Raises MissingCharacters when a name holds a character that the typeface lacks, and
    BadTemplate with Typst's own words.
    """
    plain = to_plain(data)
    _check_characters(plain)
    template = Path(template_path)
    with TemporaryDirectory() as name:
        desk = Path(name)
        for source in _beside(template):
            copyfile(source, desk / source.name)
        copyfile(FRAME, desk / FRAME.name)
        try:
            return bytes(
                typst.compile(
                    str(desk / template.name),
                    root=name,
                    font_paths=[str(FONTS)],
                    ignore_system_fonts=True,
                    format="pdf",
                    sys_inputs={"data": json.dumps(plain, ensure_ascii=False, sort_keys=True)},
                    pdf_standards=STANDARDS,
                    timestamp=created.astimezone(UTC).replace(microsecond=0),
                )
            )
        except typst.TypstError as error:
            raise BadTemplate(f"{template.name}: {error}") from error


def _beside(template: Path) -> Iterator[Path]:
    """The template, and the Typst files and pictures in its folder, which it may import or show."""
    for path in sorted(template.parent.iterdir()):
        if path.suffix in (".typ", ".svg", ".png"):
            yield path


def _check_characters(value: Any) -> None:
    missing = sorted({letter for text in _texts(value) for letter in text if not _covered(ord(letter))})
    if missing:
        shown = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in missing)
        raise MissingCharacters(f"the typeface of documents has no {shown}")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


@lru_cache(maxsize=1)
def _coverage() -> frozenset[int]:
    ranges = json.loads((FONTS / "coverage.json").read_text(encoding="utf-8"))
    return frozenset(code for first, last in ranges for code in range(first, last + 1))


def _covered(code: int) -> bool:
    return code in (0x09, 0x0A, 0x0D) or code in _coverage()

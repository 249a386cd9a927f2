"""Cut the typefaces for printed documents: Chinese as a subset, Latin as fixed weights.

A development tool; what it writes is committed under ``src/registrar/ui/fonts``.

    python tools/subset_font.py

* ``NotoSansHK-Regular.otf`` and ``-Bold.otf``: the Hong Kong face of Noto Sans CJK (SIL Open Font
  Licence), from Debian's ``fonts-noto-cjk``. Regular holds every character of Big5 and of the Hong
  Kong supplementary set, because the name of a student must never print as a box; bold, used for
  headings and labels, holds the 5,401 frequent characters of Big5's first plane.
* ``Inter-*.ttf`` and ``RegistrarSerif-*.ttf``: fixed weights cut from the web fonts, because Typst
  takes no variable fonts. The serif is Source Serif 4, renamed because its name is reserved.
* ``coverage.json``: the ranges that the regular face covers, so that a document with a character
  outside them is refused instead of printed with a hole.

Needs fonttools with brotli (``pip install fonttools[woff]``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "src/registrar/ui/fonts"
VENDOR = ROOT / "src/registrar/ui/static/ui/vendor"
SOURCE = Path("/usr/share/fonts/opentype/noto")
#: The Hong Kong face in the collections of fonts-noto-cjk.
HONG_KONG = 4

WEIGHTS = (
    ("inter.woff2", "Inter", 400, "Regular"),
    ("inter.woff2", "Inter", 600, "SemiBold"),
    ("source-serif-4.woff2", "Registrar Serif", 400, "Regular"),
    ("source-serif-4.woff2", "Registrar Serif", 600, "SemiBold"),
)


def latin() -> set[int]:
    """ASCII, Latin-1, Latin Extended-A and B, Vietnamese, and the punctuation of documents."""
    ranges = [(0x20, 0x7E), (0xA0, 0x24F), (0x1E00, 0x1EFF), (0x2010, 0x2044), (0x20AC, 0x20AC), (0x2190, 0x2193)]
    ranges += [(0x2460, 0x2473), (0x25A0, 0x25CF), (0x2713, 0x2717), (0x2212, 0x2212)]
    return {code for first, last in ranges for code in range(first, last + 1)}


def chinese_punctuation() -> set[int]:
    """Full-width forms and the marks of Chinese text."""
    return {*range(0x3000, 0x3018), *range(0xFE30, 0xFE50), *range(0xFF01, 0xFF5F), 0xFFE5, 0x30FB}


def big5(codec: str, lead: Iterable[int]) -> set[int]:
    """The characters that a Big5 codec reads from these lead bytes."""
    found: set[int] = set()
    for first in lead:
        for second in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            try:
                text = bytes([first, second]).decode(codec)
            except UnicodeDecodeError:
                continue
            found.update(ord(letter) for letter in text)
    return found


def cut(source: Path, target: Path, codes: set[int]) -> set[int]:
    """Write the subset; answer the characters it really holds."""
    font = TTFont(source, fontNumber=HONG_KONG)
    options = subset.Options(
        name_IDs=["*"],
        notdef_outline=True,
        hinting=False,
        desubroutinize=False,
        layout_features=["kern", "locl", "vert"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    _rename(font, "Noto Sans HK", target.stem.rpartition("-")[2])
    font.save(target)
    return set(font.getBestCmap())


def fix_weight(source: Path, family: str, weight: int, style: str) -> Path:
    """Write one weight of a variable web font as a plain TrueType file."""
    font = TTFont(source)
    font.flavor = None
    fixed = instancer.instantiateVariableFont(font, {"wght": weight})
    fixed["OS/2"].usWeightClass = weight
    _rename(fixed, family, style)
    target = FONTS / f"{family.replace(' ', '')}-{style}.ttf"
    fixed.save(target)
    return target


def _rename(font: TTFont, family: str, style: str) -> None:
    names = font["name"]
    for record in list(names.names):
        if record.nameID in (16, 17, 21, 22, 25):
            names.removeNames(nameID=record.nameID)
    full = f"{family} {style}"
    for number, text in ((1, family), (2, style), (4, full), (6, full.replace(" ", "-"))):
        names.removeNames(nameID=number)
        names.setName(text, number, 3, 1, 0x409)


def ranges(codes: Iterable[int]) -> list[list[int]]:
    """Sorted runs: [first, last]."""
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return runs


def main() -> None:
    """Write every file."""
    FONTS.mkdir(parents=True, exist_ok=True)
    plain = latin() | chinese_punctuation()
    every = plain | big5("big5hkscs", range(0x87, 0xFF))
    frequent = plain | big5("big5", range(0xA4, 0xC7))
    held = cut(SOURCE / "NotoSansCJK-Regular.ttc", FONTS / "NotoSansHK-Regular.otf", every)
    cut(SOURCE / "NotoSansCJK-Bold.ttc", FONTS / "NotoSansHK-Bold.otf", frequent)
    (FONTS / "coverage.json").write_text(json.dumps(ranges(held), separators=(",", ":")) + "\n", encoding="utf-8")
    for source, family, weight, style in WEIGHTS:
        fix_weight(VENDOR / source, family, weight, style)
    for path in sorted(FONTS.iterdir()):
        print(f"{path.stat().st_size:>9,} {path.name}")


if __name__ == "__main__":
    main()

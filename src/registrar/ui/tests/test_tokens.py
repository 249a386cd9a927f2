"""The theme: both copies of the dark values agree, and every pair that carries text can be read."""

import re
from pathlib import Path

import pytest

from registrar.ui import theme

CSS = Path(theme.__file__).parent / "static/ui/css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"(--rg-[\w-]+):\s*(#[0-9a-f]{6})", block))


def _between(start: str, end: str) -> str:
    return TOKENS[TOKENS.index(start) : TOKENS.index(end)]


LIGHT = _colours(TOKENS[: TOKENS.index("/* dark:begin */")])
DARK = _colours(_between("/* dark:begin */", "/* dark:end */"))
AUTO = _colours(_between("/* auto:begin */", "/* auto:end */"))

GROUNDS = ("paper", "surface")
#: text on ground: 4.5 to 1
TEXT = [
    *[
        (ink, ground)
        for ground in GROUNDS
        for ink in ("ink", "ink-soft", "link", "brand", "accent", "bad", "good", "warn")
    ],
    *[(tone, f"{tone}-tint") for tone in ("good", "warn", "bad", "violet", "brand")],
    *[("ink", f"{tone}-tint") for tone in ("good", "warn", "bad", "brand", "accent")],
    ("ink", "wash"),
    ("ink-soft", "wash"),
    ("on-brand", "brand"),
    ("on-brand", "brand-hover"),
    ("panel-text", "panel"),
    ("panel-soft", "panel"),
    ("on-focus", "focus"),
    ("foot-text", "foot"),
    ("seal-letter", "seal"),
    ("surface", "bad"),
    ("surface", "warn"),
    ("surface", "good"),
]
#: borders of inputs, marks of charts: 3 to 1
SHAPES = [
    (shape, ground) for ground in GROUNDS for shape in ("line-strong", "seal", *[f"series-{n}" for n in range(1, 7)])
]


def _light(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((_light(one), _light(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_contrast_is_measured_as_wcag_says():
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_the_dark_values_are_the_same_chosen_and_automatic():
    assert DARK == AUTO
    assert len(DARK) > 30


def test_the_dark_theme_sets_every_colour_of_the_light_one():
    assert set(LIGHT) == set(DARK)


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_text_can_be_read(theme_name):
    colours = {"light": LIGHT, "dark": DARK}[theme_name]
    weak = {
        f"{text} on {ground}": round(ratio, 2)
        for text, ground in TEXT
        if (ratio := contrast(colours[f"--rg-{text}"], colours[f"--rg-{ground}"])) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_borders_and_marks_can_be_seen(theme_name):
    colours = {"light": LIGHT, "dark": DARK}[theme_name]
    weak = {
        f"{shape} on {ground}": round(ratio, 2)
        for shape, ground in SHAPES
        if (ratio := contrast(colours[f"--rg-{shape}"], colours[f"--rg-{ground}"])) < 3
    }
    assert weak == {}


def test_stylesheets_name_only_properties_that_exist():
    known = set(re.findall(r"(--[\w-]+)\s*:", TOKENS))
    for path in CSS.glob("*.css"):
        text = path.read_text(encoding="utf-8")
        own = set(re.findall(r"(--[\w-]+)\s*:", text))
        used = set(re.findall(r"var\((--[\w-]+)\)", text))
        assert used - known - own == set(), path.name


def test_the_vendored_css_has_lost_its_brand():
    css = (CSS.parent / "vendor/govuk-frontend.css").read_text(encoding="utf-8")
    for mark in ("GDS", "crest", "@font-face", "url("):
        assert mark not in css
    assert "var(--rg-font-text)" in css

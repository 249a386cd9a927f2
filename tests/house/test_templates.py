"""Templates: nothing that the content security policy would refuse, and nothing unescaped outside the components."""

import re
from pathlib import Path

import pytest
from tests.house.source import ROOT, files, plant, where

REFUSED = {
    "style attribute": re.compile(r"<[a-zA-Z][^<>]*?\sstyle\s*=", re.S),
    "style element": re.compile(r"<style\b", re.I),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*\btype=\"application/json\")", re.I),
    "event attribute": re.compile(r"<[a-zA-Z][^<>]*?\son[a-z]+\s*=", re.S),
    "javascript: address": re.compile(r"javascript:", re.I),
    "htmx script attribute": re.compile(r"\bhx-on[:\-]", re.I),
}
UNESCAPED = re.compile(r"\|\s*safe(seq)?\b|\{%-?\s*autoescape\s+off")


def refused_by_policy(tree: Path) -> list[str]:
    """Inline scripts and styles, by template and line."""
    found = []
    for path in _templates(tree):
        text = _without_comments(path.read_text(encoding="utf-8"))
        for what, pattern in REFUSED.items():
            found += [f"{_at(tree, path, text, match.start())}: {what}" for match in pattern.finditer(text)]
    return sorted(found)


def unescaped(tree: Path) -> list[str]:
    """Places outside ui/ that switch escaping off."""
    found = []
    for path in _templates(tree):
        if "src/registrar/ui/" not in path.relative_to(tree).as_posix():
            text = _without_comments(path.read_text(encoding="utf-8"))
            found += [_at(tree, path, text, match.start()) for match in UNESCAPED.finditer(text)]
    return found


def _templates(tree: Path) -> list[Path]:
    return [path for path in files(tree) if "templates" in path.parts and path.suffix in {".html", ".svg"}]


def _without_comments(text: str) -> str:
    """The template with its comments blanked, line breaks kept."""
    pattern = re.compile(r"\{#.*?#\}|\{% comment.*?%\}.*?\{% endcomment %\}|<!--.*?-->", re.S)
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def _at(tree: Path, path: Path, text: str, position: int) -> str:
    return where(tree, path, text.count("\n", 0, position) + 1)


def test_templates_hold_no_inline_script_or_style() -> None:
    assert refused_by_policy(ROOT) == []


def test_templates_escape() -> None:
    assert unescaped(ROOT) == []


T = "src/registrar/areas/finance/web/templates/finance/note.html"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<p\n  style="color: red">', "style attribute"),
        ("<style>p{}</style>", "style element"),
        ("<script>go()</script>", "inline script"),
        ('<a href="/x" onclick="go()">', "event attribute"),
        ('<a href="javascript:go()">', "javascript: address"),
        ('<a hx-on:click="go()">', "htmx script attribute"),
    ],
)
def test_a_planted_inline_is_found(tmp_path: Path, text: str, what: str) -> None:
    plant(tmp_path, T, f"<main>\n{text}")
    assert refused_by_policy(tmp_path) == [f"{T}:2: {what}"]


def test_what_the_policy_allows_is_left_alone(tmp_path: Path) -> None:
    # Given a script by address, an SVG presentation attribute and a comment
    plant(
        tmp_path,
        T,
        '<script src="/a.js" defer></script>\n<rect fill="red"/>\n{# style="x" <script> #}<p class="style">',
    )
    # Then nothing is named
    assert refused_by_policy(tmp_path) == []


def test_a_planted_safe_is_found(tmp_path: Path) -> None:
    plant(tmp_path, T, "{{ note.text|safe }}\n{% autoescape off %}\n{{ name|escape }}")
    plant(tmp_path, "src/registrar/ui/templates/ui/chart.html", "{{ svg|safe }}")
    assert unescaped(tmp_path) == [f"{T}:1", f"{T}:2"]

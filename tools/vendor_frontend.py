"""Fetch the front-end pieces that Registrar ships, and take their brand off.

A development tool: run it to move to a newer release, look at the style guide,
and commit what it wrote. Nobody needs npm to install or to run Registrar.

    python tools/vendor_frontend.py

It runs ``npm pack`` for four packages, and writes

* ``src/registrar/ui/static/ui/vendor/govuk-frontend.css``: the precompiled
  component CSS without its typeface, its crest and its fixed colours, every one
  of which becomes a custom property that our own theme sets;
* ``src/registrar/ui/static/ui/vendor/*.woff2``: the two typefaces;
* ``tests/vendor/axe.min.js``: the accessibility checker, for the journeys only;
* a ``VENDORED.md`` beside each, with the versions and the licences.

The package of govuk-frontend carries no licence file; its MIT licence stands beside the CSS and is kept by hand.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "src/registrar/ui/static/ui/vendor"
TESTS = ROOT / "tests/vendor"

#: package, version range, {file in the package: file here}
PACKAGES: tuple[tuple[str, str, dict[str, Path]], ...] = (
    ("govuk-frontend", "6", {"dist/govuk/govuk-frontend.min.css": STATIC / "govuk-frontend.css"}),
    (
        "@fontsource-variable/inter",
        "5",
        {
            "files/inter-latin-wght-normal.woff2": STATIC / "inter.woff2",
            "LICENSE": STATIC / "inter-LICENSE.txt",
        },
    ),
    (
        "@fontsource-variable/source-serif-4",
        "5",
        {
            "files/source-serif-4-latin-wght-normal.woff2": STATIC / "source-serif-4.woff2",
            "LICENSE": STATIC / "source-serif-4-LICENSE.txt",
        },
    ),
    (
        "axe-core",
        "4",
        {"axe.min.js": TESTS / "axe.min.js", "LICENSE": TESTS / "axe-LICENSE.txt"},
    ),
)

#: A colour written out in the component CSS -> the custom property of our theme.
COLOURS = {
    "#f3f3f3": "--rg-wash",
    "#cecece": "--govuk-border-colour",
    "#858686": "--rg-shade",
    "#0b0c0c": "--govuk-text-colour",
    "#fff": "--govuk-body-background-colour",
    "#1d70b8": "--govuk-brand-colour",
    "#d2e2f1": "--rg-wash",
    "#651b1b": "--rg-error-hover",
    "#083d29": "--govuk-success-colour",
}

#: Rules whose colours our own stylesheet sets outright.
OWN = ("govuk-button", "govuk-tag")


def fetch(package: str, version: str, folder: Path) -> tuple[Path, dict]:
    """Download one package with npm; answer its folder and its package.json."""
    answer = subprocess.run(
        ["npm", "pack", "--silent", f"{package}@{version}"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    archive = folder / answer.stdout.strip().splitlines()[-1]
    target = folder / archive.stem
    with tarfile.open(archive) as packed:
        packed.extractall(target, filter="data")
    package_folder = target / "package"
    return package_folder, json.loads((package_folder / "package.json").read_text("utf-8"))


def unbrand(css: str) -> str:
    """Take typeface, crest and fixed colours out of the component CSS."""
    css = re.sub(r"/\*! Copyright \(c\) 2011 by Margaret Calvert.*?\*/", "", css, flags=re.S)
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = css.replace("GDS Transport,arial,sans-serif", "var(--rg-font-text)")
    css = re.sub(r"[^{}]*\{[^{}]*govuk-crest[^{}]*\}", "", css)
    css = re.sub(r"@supports[^{}]*\{\}", "", css)
    css = re.sub(r"[^{},]*govuk-logo-dot[^{}]*\{[^{}]*\}", "", css)
    css = re.sub(r"/\*# sourceMappingURL.*?\*/", "", css)
    rules = re.split(r"(\{[^{}]*\})", css)
    for index in range(1, len(rules), 2):
        selector = rules[index - 1]
        if ":root" in selector or any(name in selector for name in OWN):
            continue
        rules[index] = _through_properties(rules[index])
    return "".join(rules).strip() + "\n"


def _through_properties(block: str) -> str:
    """Replace the colours that stand outright, leaving fallbacks of var() alone."""

    def swap(found: re.Match[str]) -> str:
        colour = found.group(0)
        return f"var({COLOURS[colour]},{colour})" if colour in COLOURS else colour

    pieces = re.split(r"(var\([^()]*\))", block)
    return "".join(piece if piece.startswith("var(") else re.sub(r"#[0-9a-f]{3,6}\b", swap, piece) for piece in pieces)


def leftovers(css: str) -> list[str]:
    """What of the old brand is still there; empty when the CSS is clean."""
    marks = ("GDS", "crest", "@font-face", "url(", "sourceMapping")
    return [mark for mark in marks if mark in css]


def main() -> int:
    """Fetch, clean and write everything; 1 when something of the brand is left."""
    notes: dict[Path, list[str]] = {STATIC: [], TESTS: []}
    with tempfile.TemporaryDirectory() as name:
        for package, version, files in PACKAGES:
            folder, about = fetch(package, version, Path(name))
            for source, target in files.items():
                target.parent.mkdir(parents=True, exist_ok=True)
                content = (folder / source).read_bytes()
                if target.suffix == ".css":
                    css = unbrand(content.decode("utf-8"))
                    if left := leftovers(css):
                        print(f"{package}: still branded: {left}", file=sys.stderr)
                        return 1
                    content = css.encode("utf-8")
                target.write_bytes(content)
            where = next(iter(files.values())).parent
            names = ", ".join(f"`{target.name}`" for target in files.values())
            notes[where].append(f"| {package} | {about['version']} | {about.get('license', '')} | {names} |")
            print(f"{package} {about['version']}")
    for folder, lines in notes.items():
        table = "\n".join(lines)
        (folder / "VENDORED.md").write_text(
            "# Vendored files\n\nWritten by `tools/vendor_frontend.py`; do not edit by hand.\n\n"
            f"| package | version | licence | files |\n| --- | --- | --- | --- |\n{table}\n",
            encoding="utf-8",
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Asks axe-core what on a page somebody could not see, read or reach."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"
# WCAG 2.2 AA with what it builds upon, and axe's own advice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class Violation:
    """One rule broken: its id, what it means, and the elements as selector and markup."""

    rule: str
    impact: str
    help: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        shown = "\n    ".join(self.places)
        return f"{self.rule} ({self.impact}): {self.help}\n    {shown}"


def violations(page: Any, within: str | None = None) -> list[Violation]:
    """What axe finds on a Playwright page (or inside one selector); an empty list is what we want.

    The script is evaluated by the browser's debugger, so the site's content security policy stays as strict
    as it is for everybody.
    """
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    answer = page.evaluate(
        "([within, rules]) => axe.run(within || document, {runOnly: {type: 'tag', values: rules}})", [within, RULES]
    )
    return [
        Violation(
            rule=found["id"],
            impact=found["impact"] or "",
            help=found["help"],
            places=tuple(f"{' '.join(map(str, node['target']))}: {node['html'][:160]}" for node in found["nodes"]),
        )
        for found in answer["violations"]
    ]

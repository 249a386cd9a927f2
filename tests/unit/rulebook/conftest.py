"""A small university of the tests' own, so that these tests don't depend on anyone's real handbook."""

from __future__ import annotations

from pathlib import Path

import pytest

EDITION = """\
id: tiny-{year}
title: {{en: "Rules {year}", zh: "規則 {year}"}}
academic_year: {year}/{next}
in_force: {{from: {year}-07-01, to: {end}}}
terms: {{from: {year}/{next}-S1, to: {year}/{next}-ST}}
"""

CLAUSES = """\
- id: "1-01"
  section: "1"
  area: registration
  kind: rule
  text: {en: At most so many credits., zh: 學分上限。}
- id: "1-02"
  section: "1"
  area: registration
  kind: rule
"""

CEILING = """\
title: {en: Most credits, zh: 學分上限}
unit: credits
type: integer
applies_by: term
values:
  - {from: 2018/19-S1, to: 2018/19-ST, value: 18, cites: ["tiny-2018:1-01"]}
  - {from: 2024/25-S1, to: 2024/25-ST, value: 21, cites: ["tiny-2024:1-01"]}
gaps:
  - {from: 2019/20-S1, to: 2023/24-ST, why: {en: no edition covers these years, zh: 沒有版本涵蓋這些學年}}
"""


class Tiny:
    """A folder of universities with one university, `tiny`, whose files a test may change."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "tiny"
        for year, end in ((2018, "2019-06-30"), (2024, "2025-08-31")):
            text = EDITION.format(year=year, next=f"{(year + 1) % 100:02d}", end=end)
            self.write(f"handbook/{year}/edition.yaml", text)
            self.write(f"handbook/{year}/clauses.yaml", CLAUSES)
        self.write("parameters/registration/most_credits.yaml", CEILING)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text, name
        self.write(name, text.replace(old, new))


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path / "universities")

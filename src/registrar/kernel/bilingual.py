"""Text in the two languages of the institution."""

from __future__ import annotations

from dataclasses import dataclass

ENGLISH = "en"
CHINESE = "zh-hant"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same text in English (`en`) and Traditional Chinese (`zh`)."""

    en: str
    zh: str

    def in_language(self, code: str) -> str:
        """Return the text for a language code: anything that begins with `zh` is Chinese, the rest is English."""
        return self.zh if code.lower().startswith("zh") else self.en

"""What a payer needs at each channel, as the edition of the day prints it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from registrar.kernel import Bilingual

from .figures import figure
from .wording import channel_title


@dataclass(frozen=True)
class Particulars:
    """One channel: its steps in both languages, and whether students are urged to use it."""

    code: str
    title: Any
    steps: tuple[Bilingual, ...]
    preferred: bool


def particulars(day: date, number: str = "") -> list[Particulars]:
    """Return the channels of a day with their steps, the preferred ones first (polyu-2024-25:8C-19).

    `number` is the debit note's; without one the steps say where it stands. Empty where no edition covers the day.
    """
    found = figure("finance.payment_particulars", day)
    if found is None:
        return []
    english, chinese = (number, number) if number else ("(the number on the note)", "（通知單上的號碼）")
    preferred = list(found["preferred"])
    codes = [*preferred, *(code for code in found["channels"] if code not in preferred)]
    return [
        Particulars(
            code,
            channel_title(code),
            tuple(
                Bilingual(en.format(number=english), zh.format(number=chinese))
                for en, zh in zip(steps["en"], steps["zh"], strict=True)
            ),
            code in preferred,
        )
        for code in codes
        for steps in [found["channels"][code]["steps"]]
    ]


def where_more(day: date) -> Bilingual | None:
    """Return where the university publishes its bank details for transfers."""
    found = figure("finance.payment_particulars", day)
    more = found.get("more") if found else None
    return Bilingual(more["en"], more["zh"]) if more else None

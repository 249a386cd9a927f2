"""The FPS code of a debit note, as the Hong Kong common QR code specification lays it out (polyu-2024-25:8C-06)."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

import segno

from .advice import channels_for
from .emv_qr import merchant_presented
from .figures import figure
from .models import DebitNote
from .queries.held import due_on

# The template that the specification gives to the Faster Payment System, its owner and the payee's FPS identifier.
TEMPLATE, OWNER, GLOBALLY_UNIQUE, FPS_IDENTIFIER = "26", "hk.com.hkicl", "00", "02"
# Readable with a seventh of it damaged; a margin of four modules is what scanners ask for.
CORRECTION, MARGIN = "m", 4


@dataclass(frozen=True)
class FpsCode:
    """The text of a code, and whether its payee is invented so that nobody can be paid by it."""

    text: str
    demonstration: bool

    def svg(self, *, scale: int = 4) -> str:
        """Return the picture: black on white in any colour scheme, without style attributes."""
        out = BytesIO()
        segno.make(self.text, error=CORRECTION, micro=False).save(
            out, kind="svg", scale=scale, border=MARGIN, xmldecl=False, svgclass="rg-qr", lineclass=None, light="#fff"
        )
        return out.getvalue().decode().strip()


def fps_code(note: DebitNote, day: date) -> FpsCode | None:
    """Return the code that asks for exactly what a note (payments fetched with it) still lacks.

    None for a note that asks for nothing, for one that FPS may not pay (transcripts: 7A-04), and where the edition of
    the day has no FPS. The code carries no moment of
    expiry: after the deadline the pages no longer show it, and a payment by an old print is turned down by the rule.
    """
    payee = figure("finance.fps_payee", day)
    amount = due_on(note)
    if payee is None or note.state != DebitNote.State.OUTSTANDING or amount <= 0:
        return None
    if not any(item.code == "fps" and item.decision.allowed for item in channels_for(note, day)):
        return None
    account = (TEMPLATE, {GLOBALLY_UNIQUE: OWNER, FPS_IDENTIFIER: payee["identifier"]})
    text = merchant_presented(
        account,
        amount=amount,
        category=payee["category"],
        name=payee["name"],
        city=payee["city"],
        bill_number=note.number,
    )
    return FpsCode(text, bool(payee["demonstration"]))

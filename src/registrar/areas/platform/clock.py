"""What time it is: asked once, at the edge; everything below is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from .models import ClockSetting

HONG_KONG = ZoneInfo("Asia/Hong_Kong")
_held: ContextVar[datetime | None] = ContextVar("held_clock", default=None)


def now() -> datetime:
    """Return the time that the university believes it is, in its own time zone.

    Inside `at()` and inside a request it stands still, so that everything one click does happens at one moment.
    Otherwise it is real time, shifted where an operator of a demonstration has set the clock.
    """
    if held := _held.get():
        return held
    return _running()


def today() -> date:
    """Return the day of `now()` in Hong Kong."""
    return now().date()


def _running() -> datetime:
    real = timezone.now()
    setting = ClockSetting.objects.first()
    moment = real if setting is None else setting.set_to + (real - setting.set_at)
    return moment.astimezone(HONG_KONG)


@contextmanager
def at(moment: datetime | None = None) -> Iterator[datetime]:
    """Hold the clock at a moment (default: the present one) for the length of the block."""
    held = moment.astimezone(HONG_KONG) if moment else _running()
    token = _held.set(held)
    try:
        yield held
    finally:
        _held.reset(token)


@transaction.atomic
def set_to(moment: datetime | None) -> None:
    """Set the clock to a moment from which it runs on; None gives real time back. Demonstrations only."""
    ClockSetting.objects.all().delete()
    if moment is not None:
        ClockSetting.objects.create(id=1, set_to=moment, set_at=timezone.now())


def is_set() -> bool:
    """Return whether the clock has been moved."""
    return ClockSetting.objects.exists()

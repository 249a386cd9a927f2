"""Terms by key and by day."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from registrar.areas.catalogue.models import Term


def term_by_key(key: str) -> Term:
    """Return the term with a key such as 2024/25-S1. Raises Term.DoesNotExist."""
    return Term.objects.get(pk=key)


def current_term(today: date) -> Term | None:
    """Return the term that `today` belongs to: the last one whose registration has begun, else the first to come."""
    begun = Term.objects.filter(registration_from__date__lte=today).order_by("-ordinal").first()
    return begun or Term.objects.order_by("ordinal").first()


def term_open_for_registration(now: datetime) -> Term | None:
    """Return the term whose registration period or add/drop is running at `now`, the later one if two are."""
    running = Term.objects.filter(registration_from__lte=now, add_drop_to__gte=now)
    return running.order_by("-ordinal").first()


def terms_between(now: datetime) -> list[Term]:
    """Return the terms whose registration has opened and that have not ended, the earliest first."""
    return list(Term.objects.filter(registration_from__lte=now, ends_on__gte=now.date()).order_by("ordinal"))


def all_terms() -> list[Term]:
    """Return every term, the latest first."""
    return list(Term.objects.order_by("-ordinal"))


def past_and_current_terms(today: date) -> list[Term]:
    """Return the terms that have begun, the newest first."""
    return list(Term.objects.filter(starts_on__lte=today).order_by("-ordinal"))


def terms_being_assessed(now: datetime) -> list[Term]:
    """Return the terms between the end of add/drop and the day when their results are final."""
    return list(Term.objects.filter(add_drop_to__lt=now, results_final_on__gte=now.date()).order_by("ordinal"))


def upcoming_term(now: datetime) -> Term | None:
    """Return the next term whose registration has not opened yet."""
    return Term.objects.filter(registration_from__gt=now).order_by("ordinal").first()


def terms_by_keys(keys: Collection[str]) -> dict[str, Term]:
    """Return those of the terms named that have a calendar, by key; one query."""
    return Term.objects.in_bulk(list(keys))


def ends_about(key: str) -> date:
    """Return the last day of a term: by the calendar, else the day on which its like ended in the latest known year.

    Two queries at most. Raises Term.DoesNotExist where there is no calendar at all.
    """
    like = Term.objects.filter(key__endswith=key[-2:]).order_by("-ordinal")
    found = like.filter(key=key).first() or like.first()
    if found is None:
        raise Term.DoesNotExist(key)
    years = int(key[:4]) - int(found.key[:4])
    return found.ends_on + timedelta(days=round(years * 365.25))

"""Decisions as they were stored, for the pages that explain them."""

from collections.abc import Collection

from registrar.areas.platform.models import StoredDecision


def decisions_about(keys: Collection[int], subject: str) -> list[StoredDecision]:
    """Return the decisions with these keys that are about the subject ("study:417"), in the order of the keys."""
    found = StoredDecision.objects.filter(subject=subject).in_bulk(list(keys))
    return [found[key] for key in dict.fromkeys(keys) if key in found]

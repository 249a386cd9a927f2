"""The trail of changes: every tracked row as it was before and after, with who changed it and where.

The events of each model lie in a table of their own; a page merges the latest of each. The number of queries depends
on the number of tracked models, never on the number of events.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pghistory.models
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import OuterRef, Subquery

#: Fields of the event itself, not of the row.
_OWN = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context")


@dataclass(frozen=True)
class TrailFilter:
    """What to look for; empty fields match everything. Times are both included."""

    model: str = ""  # label such as "studies.Study"
    key: str = ""  # primary key of the row
    person: str = ""  # NetID of who changed it
    since: datetime | None = None
    until: datetime | None = None
    kind: str = ""  # insert, update or delete
    about: str | None = ""  # a record such as "study:417": its own changes and those that name it; None matches nothing


@dataclass(frozen=True)
class Difference:
    """One field before and after; before is None for a row that was new."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class TrailEvent:
    """One change of one row."""

    model: str
    key: Any
    label: str
    at: datetime
    who: Any
    where: str
    differences: tuple[Difference, ...]


def event_models() -> dict[str, type[Any]]:
    """Return the event table of every tracked model by the model's label."""
    found = {}
    for model in apps.get_models():
        tracked = getattr(model, "pgh_tracked_model", None)
        if issubclass(model, pghistory.models.Event) and tracked is not None and not model._meta.proxy:
            found[tracked._meta.label] = model
    return dict(sorted(found.items()))


def audit_trail(wanted: TrailFilter, *, limit: int, skip: int = 0) -> list[TrailEvent]:
    """Return the latest events that match, newest first, after the first `skip`."""
    models = event_models()
    if wanted.model:
        models = {wanted.model: models[wanted.model]} if wanted.model in models else {}
    actor = _actor_key(wanted.person)
    if (wanted.person and actor is None) or wanted.about is None:
        return []
    pages = [_latest(model, wanted, actor, skip + limit) for model in models.values()]
    rows = list(heapq.merge(*pages, key=lambda row: (row.pgh_created_at, row.pgh_id), reverse=True))[
        skip : skip + limit
    ]
    before = _rows_before(rows)
    people = _people(rows)
    return [_event(row, before.get((type(row), row.before_id)), people) for row in rows]


def _actor_key(net_id: str) -> int | None:
    return get_user_model().objects.filter(username=net_id.lower()).values_list("pk", flat=True).first()


def _latest(model: type[Any], wanted: TrailFilter, actor: int | None, limit: int) -> list[Any]:
    rows = model.objects.select_related("pgh_context")
    if wanted.key:
        rows = rows.filter(pgh_obj_id=wanted.key) if wanted.key.isdecimal() else rows.none()
    if wanted.kind:
        rows = rows.filter(pgh_label=wanted.kind)
    if wanted.about:
        rows = _about(rows, model, wanted.about)
    if actor is not None:
        rows = rows.filter(pgh_context__metadata__user=actor)
    if wanted.since:
        rows = rows.filter(pgh_created_at__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(pgh_created_at__lte=wanted.until)
    earlier = model.objects.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
    before = Subquery(earlier.order_by("-pgh_id").values("pgh_id")[:1])
    return list(rows.annotate(before_id=before).order_by("-pgh_created_at", "-pgh_id")[:limit])


def _about(rows: Any, model: type[Any], subject: str) -> Any:
    """The events of one record and of the records that name it in a field of its kind."""
    kind, _colon, key = subject.partition(":")
    if not key.isdecimal():
        return rows.none()
    if model.pgh_tracked_model._meta.model_name == kind:
        return rows.filter(pgh_obj_id=key)
    names = {field.name for field in model._meta.fields}
    return rows.filter(**{f"{kind}_id": key}) if kind in names else rows.none()


def _rows_before(rows: Iterable[Any]) -> dict[tuple[type[Any], int], Any]:
    """The event before each: one query for each model on the page."""
    keys: dict[type[Any], list[int]] = {}
    for row in rows:
        if row.before_id is not None:
            keys.setdefault(type(row), []).append(row.before_id)
    return {(model, row.pgh_id): row for model, ids in keys.items() for row in model.objects.filter(pgh_id__in=ids)}


def _people(rows: Iterable[Any]) -> dict[int, str]:
    """NetIDs of those who made the changes; one query."""
    keys = {row.pgh_context.metadata.get("user") for row in rows if row.pgh_context} - {None}
    return dict(get_user_model().objects.filter(pk__in=keys).values_list("pk", "username"))


def _event(row: Any, before: Any, people: dict[int, str]) -> TrailEvent:
    tracked = row.pgh_tracked_model
    context: dict[str, Any] = row.pgh_context.metadata if row.pgh_context else {}
    return TrailEvent(
        model=tracked._meta.label,
        key=row.pgh_obj_id,
        label=row.pgh_label,
        at=row.pgh_created_at,
        who=people.get(context.get("user", 0), ""),
        where=str(context.get("url") or context.get("job") or ""),
        differences=tuple(_differences(row, before)),
    )


def _differences(row: Any, before: Any) -> Iterator[Difference]:
    for field in row._meta.fields:
        if field.name in _OWN:
            continue
        now, then = getattr(row, field.attname), getattr(before, field.attname, None) if before else None
        if now != then:
            yield Difference(field.name, then, now)

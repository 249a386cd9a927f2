"""Students of the demonstration who do badly this term, so that every board has something hard to decide."""

from collections import defaultdict
from decimal import Decimal

from django.apps import apps

LOW = Decimal("2.00")
A_DEPARTMENT = 3


def weak_students() -> frozenset[int]:
    """Return, for each department, the three lowest averages under 2.00 so far and one student without any yet."""
    study, standing = apps.get_model("studies", "Study"), apps.get_model("studies", "TermStanding")
    rows = standing.objects.exclude(gpa=None).order_by("term__ordinal").values_list("study_id", "gpa")
    averages: dict[int, Decimal] = {key: gpa for key, gpa in rows if gpa is not None}
    low: dict[str, list[tuple[Decimal, int]]] = defaultdict(list)
    fresh: dict[str, int] = {}
    active = study.objects.filter(status="active").order_by("pk").values_list("pk", "programme__department_id")
    for key, department in active:
        if key not in averages:
            fresh.setdefault(department, key)
        elif averages[key] < LOW:
            low[department].append((averages[key], key))
    weakest = {key for rows in low.values() for _, key in sorted(rows)[:A_DEPARTMENT]}
    return frozenset(weakest | set(fresh.values()))

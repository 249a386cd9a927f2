"""Departments and programmes to choose from."""

from collections.abc import Collection

from registrar.areas.catalogue.models import Department, Faculty, Programme


def departments(codes: Collection[str] | None = None) -> list[Department]:
    """Return departments by code, all of them or those named."""
    rows = Department.objects.all() if codes is None else Department.objects.filter(code__in=codes)
    return list(rows)


def programmes(departments_of: Collection[str] | None = None) -> list[Programme]:
    """Return programmes by code, all of them or those of the departments named."""
    rows = Programme.objects.all()
    return list(rows if departments_of is None else rows.filter(department_id__in=departments_of))


def faculties() -> list[Faculty]:
    """Return faculties and schools by code."""
    return list(Faculty.objects.order_by("code"))

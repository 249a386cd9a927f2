"""Testimonials and certifications that were issued."""

from collections.abc import Sequence

from registrar.areas.awards.check_codes import dashed
from registrar.areas.awards.models import Certificate, DocumentOrder


def certificates_of(order: DocumentOrder) -> Sequence[Certificate]:
    """Return what was issued on an order, in the order of the numbers; one query, without the files."""
    return list(Certificate.objects.filter(order=order).order_by("number"))


def certificate_by_code(code: str) -> Certificate | None:
    """Return the document with a check code, typed with or without dashes and in either case."""
    rows = Certificate.objects.filter(code=dashed(code)).select_related("order__study__student__person")
    return rows.first()


def certificate_by_number(number: str) -> Certificate | None:
    """Return one document with its file and whose it is."""
    rows = Certificate.objects.select_related("file", "order__study__programme__department")
    return rows.filter(number=number).first()

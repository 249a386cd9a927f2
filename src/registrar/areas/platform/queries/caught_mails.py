"""Mail that a demonstration kept."""

from django.db.models import Q, QuerySet

from registrar.areas.platform.models import CaughtMail


def caught_mails(search: str = "") -> QuerySet[CaughtMail]:
    """Return the messages, the latest first, those whose recipient or subject holds the text."""
    rows = CaughtMail.objects.all()
    return rows.filter(Q(to__icontains=search) | Q(subject__icontains=search)) if search else rows


def caught_mail(key: int) -> CaughtMail | None:
    """Return one message; None where there is none."""
    return CaughtMail.objects.filter(pk=key).first()

"""What could be taken instead of a cancelled subject."""

from django.db.models import F

from registrar.areas.registration.models import Offering

MOST = 8


def replacements(offering: Offering) -> list[str]:
    """Return codes of other open subjects of the same department and level with free places, nearest credits first."""
    subject = offering.subject
    rows = Offering.objects.filter(
        term_id=offering.term_id,
        state=Offering.State.OPEN,
        subject__department_id=subject.department_id,
        subject__level=subject.level,
        groups__quota__gt=F("groups__seats_taken") + F("groups__held") + F("groups__waiting"),
    ).exclude(pk=offering.pk)
    found = rows.order_by("subject_id").values_list("subject_id", "subject__credits").distinct()
    nearest = sorted(found, key=lambda row: (abs(row[1] - subject.credits), row[0]))
    return [code for code, _ in nearest[:MOST]]

"""The least that a page could do: know who has signed in, take one seat under its lock, write the row. No rules."""

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

LOOK = "SELECT offering_id FROM registration_subjectgroup WHERE id = %s AND seats_taken < quota FOR NO KEY UPDATE"
TAKE = """
    INSERT INTO registration_registration
        (study_id, offering_id, group_id, state, kind, category, credits, registered_at, actor_id)
    SELECT id, %s, %s, 'registered', 'normal', 'compulsory', 3, %s, student_id FROM studies_study WHERE student_id = %s
    RETURNING id
"""


def bare_claim(request: HttpRequest) -> HttpResponse:
    """Take a seat in the group that was sent: 200 with the registration's key, 409 where the group is full."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    group = int(request.POST["group"])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOOK, [group])
        found = cursor.fetchone()
        if found is None:
            return HttpResponse(status=409)
        cursor.execute(TAKE, [found[0], group, timezone.now(), request.user.pk])
        (key,) = cursor.fetchone()
    return HttpResponse(str(key), content_type="text/plain")

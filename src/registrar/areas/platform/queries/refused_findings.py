"""Why decisions refused, counted by what they were about and when."""

from collections.abc import Sequence
from datetime import datetime

from registrar.areas.platform.reading import read

_SQL = """
    SELECT d.body -> 'facts' ->> %s, f ->> 'clause', date_bin(%s * interval '1 second', d.decided_at, %s), count(*)
    FROM platform_storeddecision d CROSS JOIN LATERAL jsonb_array_elements(d.body -> 'findings') f
    WHERE d.outcome = 'REFUSED' AND d.rule = ANY(%s) AND d.decided_at >= %s AND d.decided_at < %s
      AND f ->> 'holds' = 'false' AND f -> 'message' ->> 'key' LIKE %s
    GROUP BY 1, 2, 3
"""


def refused_findings(
    rules: Sequence[str], message: str, *, fact: str, since: datetime, until: datetime, step: int
) -> list[tuple[str, str, datetime, int]]:
    """Return (value of a fact, clause, beginning of the slot, findings that refused) from `since` up to `until`.

    Counted are the findings whose message begins with `message`, such as "registration.seat."; slots are `step` seconds
    long, from `since` on. One query, over the decisions of the period only.
    """
    return read(_SQL, [fact, step, since, list(rules), since, until, f"{message}%"])

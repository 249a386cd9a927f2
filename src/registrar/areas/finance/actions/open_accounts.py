"""Opening accounts in the books when they are first needed."""

from collections.abc import Mapping

from registrar.areas.finance.chart import CHART
from registrar.areas.finance.models import Account


def open_accounts(students: Mapping[int, str]) -> dict[int, int]:
    """Return study id -> id of its receivable account, opening those that are missing.

    `students` maps the study id to the student number. A fixed number of statements, however many there are.
    """
    found = _receivables(students)
    missing = [study_id for study_id in students if study_id not in found]
    if not missing:
        return found
    rows = [
        Account(
            code=f"receivable:{students[study_id]}",
            kind=Account.Kind.ASSET,
            name_en=f"Receivable from {students[study_id]}",
            name_zh=f"應收：{students[study_id]}",
            study_id=study_id,
        )
        for study_id in missing
    ]
    Account.objects.bulk_create(rows, batch_size=2000, ignore_conflicts=True)
    return _receivables(students)


def _receivables(students: Mapping[int, str]) -> dict[int, int]:
    return dict(Account.objects.filter(study_id__in=list(students)).values_list("study_id", "id"))


def house_accounts() -> dict[str, int]:
    """Return code -> id of the university's own accounts, opening them the first time."""
    found = dict(Account.objects.filter(code__in=list(CHART)).values_list("code", "id"))
    if len(found) < len(CHART):
        rows = [
            Account(code=item.code, kind=item.kind, name_en=item.name.en, name_zh=item.name.zh)
            for item in CHART.values()
        ]
        Account.objects.bulk_create(rows, ignore_conflicts=True)
        found = dict(Account.objects.filter(code__in=list(CHART)).values_list("code", "id"))
    return found

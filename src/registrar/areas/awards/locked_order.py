"""An order, locked."""

from registrar.areas.platform import locking

from .models import DocumentOrder


def locked_order(order_id: int) -> DocumentOrder:
    """Lock an order's study and the order, and return it as it is now, with study, student, programme and fee.

    Raises DocumentOrder.DoesNotExist, and RuntimeError outside a transaction.
    """
    study_id = DocumentOrder.objects.values_list("study_id", flat=True).get(pk=order_id)
    locking.hold({"studies.Study": [study_id], "awards.DocumentOrder": [order_id]})
    rows = DocumentOrder.objects.select_related(
        "study__student__person", "study__programme__department", "charge__debit_note", "decision"
    )
    return rows.get(pk=order_id)

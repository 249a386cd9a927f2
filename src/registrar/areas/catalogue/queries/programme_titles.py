"""What programmes are called."""

from registrar.areas.catalogue.models import Programme
from registrar.kernel import Bilingual


def programme_titles() -> dict[str, Bilingual]:
    """Return programme code -> its title; one query."""
    rows = Programme.objects.order_by("code").values_list("code", "title_en", "title_zh")
    return {code: Bilingual(en, zh) for code, en, zh in rows}

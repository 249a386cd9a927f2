"""Testimonials and certifications of award are issued: numbered, kept as they went out, and checkable."""

from datetime import datetime
from typing import Any

from django.conf import settings

from registrar.areas.awards.certificate_data import certificate_data
from registrar.areas.awards.check_codes import new_code
from registrar.areas.awards.models import Certificate, DocumentOrder
from registrar.areas.platform.documents import draw
from registrar.areas.platform.files import keep
from registrar.areas.studies.queries.graduated_on import graduated_on
from registrar.rulebook import load_rulebook
from registrar.ui.pdf import render_typst

KINDS = {
    DocumentOrder.Form.TESTIMONIAL: (Certificate.Kind.TESTIMONIAL, "TM"),
    DocumentOrder.Form.CERTIFICATION: (Certificate.Kind.CERTIFICATION, "CA"),
}


def issue_certificates(order: DocumentOrder, *, address: str, actor: Any, now: datetime) -> list[Certificate]:
    """Issue each copy of an order as a document of its own (polyu-2024-25:7B-01, 7D-02); call it in a transaction.

    The order comes with study, student, person and programme. Raises ValueError for a certification of a study without
    an award, which no order leads to.
    """
    kind, letters = KINDS[DocumentOrder.Form(order.form)]
    awarded = graduated_on(order.study_id)
    if kind == Certificate.Kind.CERTIFICATION and order.study.status != "graduated":
        raise ValueError(f"study {order.study_id} has no award to certify")
    law = load_rulebook().university(settings.UNIVERSITY)
    made = []
    for number in draw(f"certificate.{kind.value}", order.copies):
        name, code = f"{letters}{number:08d}", new_code()
        data = certificate_data(
            order.study,
            law.title,
            kind=kind.value,
            awarded=awarded,
            day=now.date(),
            number=name,
            check=code,
            address=address,
        )
        content = render_typst(law.path / "letters" / f"{kind.value}.typ", data, created=now)
        file = keep(content, name=f"{name}.pdf", content_type="application/pdf", owner=order.study.student, now=now)
        made.append(
            Certificate.objects.create(
                number=name, code=code, kind=kind, order=order, issued_at=now, actor=actor, file=file
            )
        )
    return made

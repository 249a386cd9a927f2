"""Where the bank reports: machine to machine, signed."""

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from registrar.areas.finance.actions.answer_bank_order import answer_bank_order
from registrar.areas.finance.gateway import BadCallback
from registrar.areas.platform import clock
from registrar.ui.views import PolicyView

log = logging.getLogger("registrar.finance")
LARGEST = 10_000


@method_decorator(csrf_exempt, name="dispatch")
class BankCallback(PolicyView):
    """Takes the bank's signed answer to an order; anybody may call, only the bank can sign."""

    policy = "public"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Record it and say what became of it; 400 for a message that is not the bank's."""
        if int(request.headers.get("Content-Length") or 0) > LARGEST:
            return JsonResponse({"error": "the message is too long"}, status=413)
        try:
            answer = answer_bank_order(request.body, request.headers.get("X-Bank-Signature", ""), now=clock.now())
        except BadCallback as error:
            log.warning("bank callback refused: %s", error)
            return JsonResponse({"error": str(error)}, status=400)
        payment = answer.payment
        state = payment.payment.state if payment and payment.payment else None
        return JsonResponse({"order": answer.order.outcome, "payment": state})

"""Messages of the components' own samples; the rules bring theirs in messages.yaml."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "ui.sample.ceiling": _("You would hold {credits} credits; the most in this semester is {ceiling}."),
    "ui.sample.ceiling_cure": _("Drop a subject of 3 credits, or ask for a higher study load."),
    "ui.sample.late": _("The add/drop period has ended."),
    "ui.sample.load": _("A load of more than 18 credits is heavy beside part-time work."),
    "ui.sample.reading": _("The handbook does not say when the load is counted; we count on the day of the request."),
    "ui.sample.open": _("Registration is open for your programme."),
    "ui.sample.within": _("You hold {credits} of at most {ceiling} credits."),
}

"""A file of charges: checked line by line, then raised."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.finance.actions.upload_charges import CHECK, RAISE, raise_from_file, sheet_of, upload_charges
from registrar.areas.finance.charge_file import HEADS
from registrar.areas.finance.offices import Desk, desks_of, kind_title, kinds, kinds_of
from registrar.areas.finance.web.charge_forms import ChargeFileForm
from registrar.areas.finance.web.charge_parts import column_title, desk_title, problem_words
from registrar.areas.platform import clock
from registrar.areas.platform.queries.job_runs import job_run
from registrar.kernel import Money
from registrar.ui import exports
from registrar.ui.correction_file import correction_file
from registrar.ui.joining import labelled
from registrar.ui.parts import Link, Row, Tile
from registrar.ui.sheets import UnreadableSheet
from registrar.ui.views import ConfirmPage, FormPage, Page, PolicyView
from registrar.ui.words import in_reader_language, number

SHOWN = 200


class UploadCharges(FormPage):
    """The file is checked; nothing is charged yet."""

    belongs_to = ("finance:charges",)
    policy = "finance.raise_charges"
    form_class = ChargeFileForm
    template_name = "finance/upload_charges.html"
    title = gettext_lazy("Upload a file of charges")
    lead = gettext_lazy("The file is checked first. You see what it would charge before anything is raised.")
    submit_label = gettext_lazy("Upload and check")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Charges and fines"), reverse("finance:charges"))]

    def get_cancel_url(self) -> str:
        """Back to the list."""
        return reverse("finance:charges")

    def get_form_kwargs(self) -> dict[str, Any]:
        """The offices that the user sits in."""
        return {"desks": [(str(at), desk_title(desk)) for at, desk in enumerate(desks_of(self.request.user))]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The columns and the kinds that the file may name."""
        desks = desks_of(self.request.user)
        codes = dict.fromkeys(code for desk in desks for code in kinds_of(desk) if not _more_than_a_file(code))
        return super().get_context_data(
            columns=[column_title(name) for name in HEADS],
            kinds=[(code, in_reader_language(kind_title(code))) for code in codes],
            **kwargs,
        )

    def act(self, form: Any) -> str | HttpResponseBase:
        """Check it, or say why it can't be read."""
        desk: Desk = desks_of(self.request.user)[int(form.cleaned_data.get("desk") or 0)]
        file = form.cleaned_data["file"]
        try:
            run = upload_charges(file.read(), file.name, desk, actor=self.request.user, now=clock.now())
        except UnreadableSheet as error:
            form.add_error("file", str(error))
            return self.show(form, key=self.idempotency_key, status=422)
        return reverse("finance:charge_file", args=[run.pk])


def _more_than_a_file(code: str) -> bool:
    return bool(set(kinds()[code].get("facts", ())) - {"room", "pays_by_credits"})


class ChargeFileSample(PolicyView):
    """An empty file with the headings, to be filled in."""

    policy = "finance.raise_charges"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Send it as a workbook in the reader's language."""
        return exports.response("xlsx", "charges-to-fill-in", [column_title(name) for name in HEADS], [])


class _OfUpload:
    """The check of a file, or the run that raised it."""

    kwargs: dict[str, Any]
    belongs_to: tuple[str, ...] = ("finance:charges",)
    policy = "finance.see_charge_file"
    hide_refusal = True

    @cached_property
    def run(self) -> Any:
        """The run of the address, or a page not found."""
        found = job_run(self.kwargs["pk"])
        if found is None or found.name not in (CHECK, RAISE):
            raise Http404
        return found

    def get_policy_object(self) -> Any:
        """Who uploaded it decides."""
        return self.run

    def get_caption(self) -> str:
        """For which office."""
        return desk_title(Desk(self.run.arguments["office"], self.run.arguments["department"]))

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """The way here."""
        return [(_("Charges and fines"), reverse("finance:charges"))]


class ChargeFilePage(_OfUpload, Page):
    """What a file would charge, or has charged, and every line that can't be taken."""

    template_name = "finance/charge_file.html"

    def get_title(self) -> str:
        """What it is."""
        return _("What the file would charge") if self.run.name == CHECK else _("What the file charged")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tiles, wrong lines, and the button."""
        found, done = self.run.result, self.run.state == "done"
        problems = found.get("problems", [])
        go = Link(_("Raise these charges"), reverse("finance:confirm_charges", args=[self.run.pk]))
        return super().get_context_data(
            run=self.run,
            unfinished=self.run.state in ("waiting", "running"),
            failed=self.run.state == "failed",
            tiles=_tiles(found) if done else [],
            problems=[
                {**one, "head": column_title(one["column"]), "said": problem_words(one)} for one in problems[:SHOWN]
            ],
            more_problems=max(len(problems) - SHOWN, 0),
            page_actions=[go] if done and self.run.name == CHECK and found["right"] else [],
            **kwargs,
        )


def _tiles(found: dict[str, Any]) -> list[Tile]:
    rows = ngettext("of {rows} row", "of {rows} rows", found["rows"]).format(rows=number(found["rows"]))
    return [
        Tile(_("Charges raised"), number(found["raised"]), rows, tone="good")
        if "raised" in found
        else Tile(_("Rows to charge"), number(found["right"]), rows),
        Tile(_("Amount"), Money.parse(found["amount"])),
        Tile(_("Charged before"), number(found["passed_over"]), _("passed over")),
        Tile(_("Rows not taken"), number(found["wrong"]), tone="bad" if found["wrong"] else "good"),
    ]


class ChargeFileRows(_OfUpload, PolicyView):
    """The lines that can't be taken, with what is wrong beside each."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Send them as a workbook; a page not found where there are none."""
        problems = self.run.result.get("problems", [])
        if not problems:
            raise Http404
        said = {one["line"]: labelled(column_title(one["column"]), problem_words(one)) for one in problems}
        return correction_file(sheet_of(self.run), said, f"rows-to-correct-{self.run.pk}")


class ConfirmCharges(_OfUpload, ConfirmPage):
    """Raise what the check found."""

    title = gettext_lazy("Raise the charges")
    submit_label = gettext_lazy("Raise the charges")
    warning = gettext_lazy("Every student gets a debit note and a notice. Wrong rows are left out.")

    def get_rows(self) -> list[Row]:
        """The numbers of the check."""
        if self.run.name != CHECK or self.run.state != "done":
            raise Http404
        return [Row(tile.label, tile.value) for tile in _tiles(self.run.result)]

    def get_cancel_url(self) -> str:
        """Back to the check."""
        return reverse("finance:charge_file", args=[self.run.pk])

    def act(self, form: Any) -> str:
        """Raise them, at once or as a job."""
        self.get_rows()
        run = raise_from_file(self.run, actor=self.request.user, now=clock.now())
        if run.state == "done":
            count = run.result["raised"]
            said = ngettext("{count} charge is raised.", "{count} charges are raised.", count)
            messages.success(self.request, said.format(count=number(count)))
        return reverse("finance:charge_file", args=[run.pk])

"""Files of the bank: uploading one, seeing what it would do, and letting it be done."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.actions.apply_bank_file import queue_bank_file
from registrar.areas.finance.actions.upload_bank_file import upload_bank_file
from registrar.areas.finance.bank_file_lines import UnreadableFile
from registrar.areas.finance.models import BankFile, BankFileLine
from registrar.areas.finance.queries.bank_files import all_bank_files, counts_of_file, lines_of_file
from registrar.areas.finance.web.bank_file_words import LINE_COLOURS, file_problem, line_words, tiles_of
from registrar.areas.finance.web.forms import BankFileForm
from registrar.areas.finance.wording import channel_title
from registrar.areas.platform import clock
from registrar.kernel import Money
from registrar.ui.forms import RegistrarForm
from registrar.ui.parts import Column, Filter, Link, Row, Tag
from registrar.ui.policy import permits
from registrar.ui.sheets import UnreadableSheet
from registrar.ui.views import ConfirmPage, FormPage, ListPage
from registrar.ui.words import day, moment


class BankFiles(ListPage):
    """Every file, the latest first."""

    policy = "finance.view_books"
    title = gettext_lazy("Bank files")
    lead = gettext_lazy("What the bank says was paid. A file is looked at before anything is posted.")
    columns = (
        Column("name", gettext_lazy("File")),
        Column("format", gettext_lazy("Format")),
        Column("message", gettext_lazy("Message of the bank")),
        Column("uploaded", gettext_lazy("Uploaded"), sort="uploaded_at"),
        Column("lines", gettext_lazy("Lines"), numeric=True),
        Column("state", gettext_lazy("State")),
    )
    default_sort = "-uploaded_at"
    empty_title = gettext_lazy("No bank files yet")
    empty_text = gettext_lazy("Payments through the portal are recorded at once; all others come in the bank's files.")

    def rows(self) -> QuerySet[BankFile]:
        """Every file with the number of its lines."""
        return all_bank_files()

    def cells(self, item: Any) -> Mapping[str, Any]:
        """One file."""
        state = Tag(_("Applied"), "green") if item.applied_at else Tag(_("To be applied"), "blue")
        return {
            "name": item.name,
            "format": item.format,
            "message": item.message or "–",
            "uploaded": moment(item.uploaded_at),
            "lines": item.line_count,
            "state": state,
        }

    def link(self, item: BankFile) -> str:
        """The file's own page."""
        return reverse("finance:bank_file", args=[item.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whoever keeps the books uploads files."""
        may = permits("finance.keep_books", self.request.user)
        upload = Link(_("Upload a bank file"), reverse("finance:upload_bank_file"))
        return super().get_context_data(page_actions=[upload] if may else [], **kwargs)


class UploadBankFile(FormPage):
    """Upload: the file is read and looked at, nothing is posted yet."""

    belongs_to = ("finance:bank_files",)
    policy = "finance.keep_books"
    form_class = BankFileForm
    title = gettext_lazy("Upload a bank file")
    lead = gettext_lazy("The file is read first. You see line by line what it would do before anything is posted.")
    submit_label = gettext_lazy("Upload and look")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Bank files"), reverse("finance:bank_files"))]

    def get_cancel_url(self) -> str:
        """Back to the list."""
        return reverse("finance:bank_files")

    def act(self, form: Any) -> str | HttpResponseBase:
        """Read it, or say why it can't be read."""
        given = form.cleaned_data["file"]
        try:
            file, new = upload_bank_file(given.read(), given.name, actor=self.request.user, now=clock.now())
        except (UnreadableFile, UnreadableSheet) as error:
            said = file_problem(error.key) if isinstance(error, UnreadableFile) else str(error)
            form.add_error("file", said)
            return self.show(form, key=self.idempotency_key, status=422)
        if not new:
            messages.info(self.request, _("This file was uploaded before. Nothing has changed."))
        return reverse("finance:bank_file", args=[file.pk])


class _OfFile:
    """What the pages of one file share."""

    kwargs: dict[str, Any]

    @cached_property
    def file(self) -> BankFile:
        """The file of the address."""
        return get_object_or_404(all_bank_files(), pk=self.kwargs["pk"])


class OneBankFile(_OfFile, ListPage):
    """The lines of a file with what they would do, or what they did."""

    belongs_to = ("finance:bank_files",)
    policy = "finance.view_books"
    template_name = "finance/bank_file.html"
    columns = (
        Column("place", gettext_lazy("Line"), numeric=True),
        Column("outcome", gettext_lazy("What becomes of it")),
        Column("reference", gettext_lazy("Bank reference")),
        Column("number", gettext_lazy("Number quoted")),
        Column("channel", gettext_lazy("Paid through")),
        Column("amount", gettext_lazy("Amount"), numeric=True),
        Column("credited", gettext_lazy("Credited")),
    )
    search_label = gettext_lazy("Bank reference or number quoted")
    export_name = "bank-file-lines"
    empty_title = gettext_lazy("No such lines")

    def get_title(self) -> str:
        """The heading."""
        return self.file.name

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Bank files"), reverse("finance:bank_files"))]

    def get_filters(self) -> Sequence[Filter]:
        """By outcome."""
        return [Filter("outcome", _("What becomes of it"), BankFileLine.Outcome.choices)]

    def rows(self) -> QuerySet[Any]:
        """The lines in the order of the file."""
        return lines_of_file(self.file.pk)

    def search(self, rows: Any, text: str) -> Any:
        """By reference or number."""
        return rows.filter(reference__icontains=text) | rows.filter(number__icontains=text)

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """By what was done, or what is expected."""
        return rows.filter(told=value)

    def cells(self, item: Any) -> Mapping[str, Any]:
        """One line."""
        return {
            "place": item.place,
            "outcome": Tag(line_words(item), LINE_COLOURS.get(item.told, "grey")),
            "reference": item.reference or "–",
            "number": self._number(item),
            "channel": channel_title(item.channel) if item.channel else "–",
            "amount": Money(item.amount) if item.amount is not None else "–",
            "credited": day(item.credited_at.astimezone(clock.HONG_KONG).date()) if item.credited_at else "–",
        }

    def _number(self, item: Any) -> Any:
        if item.payment is not None:
            number = item.payment.debit_note.number
            return Link(number, reverse("finance:note", args=[number]))
        return item.number or "–"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The counts, what is wrong with the file as a whole, and whether it can be applied."""
        file = self.file
        counts = counts_of_file(file.pk)
        waiting = any(count.waiting for count in counts)
        unseen = any(not count.outcome for count in counts)
        may = waiting and not unseen and permits("finance.keep_books", self.request.user)
        return super().get_context_data(
            file=file,
            tiles=tiles_of(counts),
            waiting=waiting and not unseen,
            unseen=unseen,
            may_apply=may,
            problem=file_problem(file.problem) if file.problem else "",
            **kwargs,
        )


class ApplyBankFile(_OfFile, ConfirmPage):
    """Asks before the lines of a file are posted."""

    belongs_to = ("finance:bank_files",)
    policy = "finance.keep_books"
    form_class = RegistrarForm
    title = gettext_lazy("Apply the bank file")
    submit_label = gettext_lazy("Post these lines")
    warning = gettext_lazy("Students are told at once. What has been posted is reversed, never edited.")

    def get_rows(self) -> list[Row]:
        """The counts."""
        return [Row(tile.label, tile.value) for tile in tiles_of(counts_of_file(self.file.pk))]

    def get_cancel_url(self) -> str:
        """Back to the file."""
        return reverse("finance:bank_file", args=[self.file.pk])

    def act(self, form: Any) -> str:
        """Queue it and show its progress."""
        run = queue_bank_file(self.file.pk, actor=self.request.user, now=clock.now())
        return reverse("platform:job", args=[run.pk])

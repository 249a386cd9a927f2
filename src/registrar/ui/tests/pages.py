"""Addresses for the tests of the base views."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import include, path

from registrar.kernel.citation import Citation
from registrar.kernel.decision import Decision
from registrar.kernel.finding import Finding
from registrar.kernel.message import Message
from registrar.ui.forms import RegistrarForm
from registrar.ui.parts import Column, Filter, Row, Tag
from registrar.ui.views import ConfirmPage, FormPage, ListPage, Page


class AmountForm(RegistrarForm):
    amount = forms.IntegerField(label="Amount")


class Open(Page):
    policy = "public"
    title = "Open to all"
    template_name = "ui/base.html"


class Own(Page):
    policy = "signed_in"
    title = "Yours"
    template_name = "ui/base.html"


class Guarded(Page):
    policy = "uitest.see_thing"
    title = "Guarded"
    template_name = "ui/base.html"

    def get_policy_object(self) -> Any:
        return self.kwargs["owner"]


class Hidden(Guarded):
    hide_refusal = True


class Nameless(Page):
    policy = "uitest.nobody_defined_this"
    template_name = "ui/base.html"


class Pay(FormPage):
    policy = "signed_in"
    title = "Pay"
    form_class = AmountForm
    acted: list[int] = []

    def act(self, form: Any) -> Any:
        amount = form.cleaned_data["amount"]
        if amount > 100:
            finding = Finding(Citation("polyu-2024-25", "5A-03"), False, Message("ui.sample.late"))
            return Decision.of([finding])
        self.acted.append(amount)
        return f"/paid/{len(self.acted)}/"


class Withdraw(ConfirmPage):
    policy = "signed_in"
    title = "Withdraw?"
    warning = "Your seat goes to somebody else."

    def get_rows(self) -> list[Row]:
        return [Row("Subject", "COMP1011")]

    def act(self, form: Any) -> Any:
        return "/"


class Subject:
    def __init__(self, number: int) -> None:
        self.number = number
        self.code = f"COMP{number:04d}"


class Subjects(ListPage):
    policy = "signed_in"
    title = "Subjects"
    columns = [Column("code", "Code", sort="code"), Column("seats", "Seats", numeric=True), Column("state", "State")]
    filters = [Filter("level", "Level", [("1", "1000"), ("2", "2000")])]
    search_label = "Code"
    default_sort = "code"
    page_size = 10
    export_name = "subjects"

    def rows(self) -> list[Subject]:
        return [Subject(number) for number in range(1000, 1025)]

    def search(self, rows: Any, text: str) -> Any:
        return [row for row in rows if text in row.code]

    def filter(self, rows: Any, name: str, value: str) -> Any:
        return [row for row in rows if str(row.number).startswith(value)]

    def cells(self, item: Subject) -> dict[str, Any]:
        return {"code": item.code, "seats": item.number - 1000, "state": Tag("=cmd|' /C calc'!A0", "green")}

    def link(self, item: Subject) -> str:
        return f"/subjects/{item.code}/"


def fault(_request: Any) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [
    path("", Open.as_view(), name="home"),
    path("own/", Own.as_view(), name="own"),
    path("guarded/<str:owner>/", Guarded.as_view(), name="guarded"),
    path("hidden/<str:owner>/", Hidden.as_view(), name="hidden"),
    path("nameless/", Nameless.as_view(), name="nameless"),
    path("pay/", Pay.as_view(), name="pay"),
    path("withdraw/", Withdraw.as_view(), name="withdraw"),
    path("subjects/", Subjects.as_view(), name="subjects"),
    path("fault/", fault, name="fault"),
    path("sign-in/", Open.as_view(), name="account_login"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("registrar.ui.urls")),
]

handler403 = "registrar.ui.views.errors.forbidden"
handler404 = "registrar.ui.views.errors.not_found"
handler500 = "registrar.ui.views.errors.server_error"

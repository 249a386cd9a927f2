"""A form with one field of every kind."""

from __future__ import annotations

from django import forms

from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.samples.say import say


class SampleForm(RegistrarForm):
    """One field of every kind."""

    name = forms.CharField(
        label=say("Subject code", "科目編號"),
        help_text=say("Such as COMP1011.", "例如 COMP1011。"),
        widget=forms.TextInput(attrs={"width": 10, "autocomplete": "off"}),
    )
    amount = forms.DecimalField(
        label=say("Amount", "金額"), widget=forms.NumberInput(attrs={"prefix": "HK$", "width": 10})
    )
    when = DayField(
        label=say("Date of payment", "繳款日期"), help_text=say("For example, 2 9 2024.", "例如 2 9 2024。")
    )
    term = forms.ChoiceField(
        label=say("Term", "學期"),
        choices=[("S1", say("Semester One", "第一學期")), ("S2", say("Semester Two", "第二學期"))],
    )
    mode = forms.ChoiceField(
        label=say("Mode of study", "修讀模式"),
        widget=forms.RadioSelect,
        choices=[("full_time", say("Full-time", "全日制")), ("part_time", say("Part-time", "兼讀制"))],
    )
    agree = forms.BooleanField(label=say("I have checked these particulars", "本人已核對以上資料"))
    reason = forms.CharField(label=say("Reason", "原因"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(
        label=say("Supporting document", "證明文件"),
        required=False,
        help_text=say("PDF, up to 8 MB.", "PDF檔，上限8 MB。"),
    )

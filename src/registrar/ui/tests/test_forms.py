"""Forms print label, hint, error and group, each tied to its field."""

from datetime import date

import pytest
from django import forms

from registrar.ui.forms import DayField, RegistrarForm


class Everything(RegistrarForm):
    name = forms.CharField(label="Name", help_text="As on your card.", widget=forms.TextInput(attrs={"width": 20}))
    amount = forms.DecimalField(label="Amount", widget=forms.NumberInput(attrs={"prefix": "HK$"}))
    when = DayField(label="Date")
    mode = forms.ChoiceField(label="Mode", choices=[("f", "Full"), ("p", "<b>Part</b>")], widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        label="Days", choices=[("1", "Mon"), ("2", "Tue")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agree = forms.BooleanField(label="I agree")
    file = forms.FileField(label="File", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_is_tied_to_its_label_hint_and_error():
    html = str(Everything({"name": ""}))
    assert '<label class="govuk-label govuk-label--s" for="id_name">Name</label>' in html
    assert '<div class="govuk-hint" id="id_name_helptext">As on your card.</div>' in html
    field = html[html.index('<input type="text" name="name"') :].split(">")[0]
    assert 'aria-describedby="id_name_helptext id_name_error"' in field
    assert 'aria-invalid="true"' in field
    assert "govuk-input govuk-input--error govuk-input--width-20" in field
    # What only the layout uses is not printed as an attribute
    assert "width=" not in field
    assert "prefix=" not in html


def test_choices_stand_in_a_fieldset_with_a_legend():
    html = str(Everything())
    assert '<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Mode</legend>' in html
    assert html.count('class="govuk-radios__input" type="radio" name="mode"') == 2
    assert "&lt;b&gt;Part&lt;/b&gt;" in html
    assert html.count('class="govuk-checkboxes__input" type="checkbox" name="days"') == 2
    assert "(optional)" in html


def test_numbers_bring_the_right_keyboard_and_their_unit():
    html = str(Everything())
    assert 'inputmode="decimal"' in html
    assert '<div class="govuk-input__prefix" aria-hidden="true">HK$</div>' in html


def test_what_is_no_number_is_refused_by_the_name_of_its_question():
    class Numbers(RegistrarForm):
        amount = forms.DecimalField(label="Amount")
        places = forms.IntegerField(label="Places")
        mark = forms.DecimalField(label="Mark", error_messages={"invalid": "No mark."})

    errors = Numbers({"amount": "ten", "places": "1.5", "mark": "ten"}).errors
    assert errors == {
        "amount": ["“Amount” must be a number."],
        "places": ["“Places” must be a whole number."],
        "mark": ["No mark."],
    }


def test_the_summary_leads_to_the_first_input_of_each_field(render):
    form = Everything({"name": "", "when_day": "31", "when_month": "2", "when_year": "2024"})
    html = render("{% error_summary f %}", f=form)
    for target in ("id_name", "id_amount", "id_when_day", "id_mode_0", "id_agree"):
        assert f'<a href="#{target}">' in html
        assert f'id="{target}"' in str(form)
    assert render("{% error_summary f %}", f=Everything()).strip() == ""


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        ("2", "9", "2024", date(2024, 9, 2)),
        ("02", "09", "2024", date(2024, 9, 2)),
        (" 29", "2", "2024 ", date(2024, 2, 29)),
    ],
)
def test_a_day_is_read_from_its_three_parts(day, month, year, expected):
    assert DayField().clean(_typed(day, month, year)) == expected


@pytest.mark.parametrize(
    ("day", "month", "year"), [("31", "2", "2024"), ("x", "9", "2024"), ("2", "", "2024"), ("2", "9", "")]
)
def test_a_day_that_does_not_exist_is_an_error_and_stays_typed(day, month, year):
    class One(RegistrarForm):
        when = DayField(label="Date")

    form = One({"when_day": day, "when_month": month, "when_year": year})
    assert form.errors["when"] == ["Enter a real date, such as 2 9 2024."]
    assert f'value="{day}"' in str(form)


def _typed(day: str, month: str, year: str):
    return DayField().widget.value_from_datadict({"x_day": day, "x_month": month, "x_year": year}, {}, "x")


def test_a_day_known_before_is_shown_in_parts():
    class One(RegistrarForm):
        when = DayField(label="Date")

    html = str(One(initial={"when": date(2024, 9, 2)}))
    assert [f'value="{part}"' in html for part in ("2", "9", "2024")] == [True, True, True]


def test_forms_of_other_packages_get_the_same_anatomy(settings):
    settings.FORM_RENDERER = "registrar.ui.renderer.FormRenderer"

    class Plain(forms.Form):
        name = forms.CharField()

    assert 'class="govuk-input"' in str(Plain())


def test_a_number_out_of_bounds_is_refused_by_the_name_of_its_question():
    class Copies(RegistrarForm):
        copies = forms.IntegerField(label="Copies", min_value=1, max_value=50)

    assert Copies({"copies": "0"}).errors["copies"] == ["“Copies” must be 1 or more."]
    assert Copies({"copies": "51"}).errors["copies"] == ["“Copies” must be 50 or less."]
    assert Copies({"copies": "50"}).is_valid()

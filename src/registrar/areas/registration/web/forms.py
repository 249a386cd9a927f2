"""Forms of the area."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registrar.ui.forms import RegistrarForm

LEVELS: list[tuple[str, Any]] = [(str(level), str(level)) for level in range(1, 7)]
DAYS = [
    ("1", _("Monday")),
    ("2", _("Tuesday")),
    ("3", _("Wednesday")),
    ("4", _("Thursday")),
    ("5", _("Friday")),
    ("6", _("Saturday")),
]
BANDS = [("morning", _("Morning")), ("afternoon", _("Afternoon")), ("evening", _("Evening"))]
ANY: list[tuple[str, Any]] = [("", _("Any"))]
MOST_PLACES = 2000


class SearchForm(RegistrarForm):
    """What a student looks for; nothing is required."""

    q = forms.CharField(label=_("Subject code or title"), required=False, max_length=60)
    department = forms.ChoiceField(label=_("Department"), required=False)
    category = forms.ChoiceField(label=_("Counts as"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False, choices=ANY + LEVELS)
    day = forms.ChoiceField(label=_("Day"), required=False, choices=ANY + DAYS)
    band = forms.ChoiceField(label=_("Time of day"), required=False, choices=ANY + BANDS)
    free = forms.BooleanField(label=_("With free places"), required=False)
    fits = forms.BooleanField(label=_("Fits my timetable"), required=False)

    def __init__(self, *args: Any, departments: list[Any], categories: list[Any], **kwargs: Any) -> None:
        """Offer the departments and categories of the day."""
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        named = [(code, f"{code} {name.in_language(language)}") for code, name in departments]
        self.fields["department"].choices = ANY + named  # type: ignore[attr-defined]
        self.fields["category"].choices = ANY + categories  # type: ignore[attr-defined]


class SubmitForm(RegistrarForm):
    """How a basket is submitted."""

    mode = forms.ChoiceField(
        label=_("If something can't be registered"),
        choices=[
            ("best_effort", _("Register the rest")),
            ("all_or_nothing", _("Register nothing at all")),
        ],
        initial="best_effort",
        widget=forms.RadioSelect,
    )


class WithdrawForm(RegistrarForm):
    """Why a student has to leave a subject."""

    reason = forms.CharField(
        label=_("Why you have to leave the subject"),
        help_text=_("Strong reasons are needed. Your Subject Teacher and your Programme Leader read this."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class DeadlineForm(RegistrarForm):
    """A day, or none."""

    deadline = forms.DateField(label=_("Last day"), required=False)


class _RefusalForm(RegistrarForm):
    """A choice between two, of which "refuse" needs a reason in `words`."""

    choice: ClassVar[str]
    without_reason: ClassVar[Any]

    def clean(self) -> dict[str, Any]:
        """A refusal needs a reason."""
        data: dict[str, Any] = super().clean() or {}
        if data.get(self.choice) == "refuse" and not data.get("words"):
            self.add_error("words", self.without_reason)
        return data


class OpinionForm(_RefusalForm):
    """What a teacher or a Programme Leader says to it."""

    choice, without_reason = "opinion", _("Say why you don't agree.")
    opinion = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("agree", _("I agree: the reasons are strong")), ("refuse", _("I don't agree"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Your reasons"),
        help_text=_("The student reads them. Needed where you don't agree."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AskForm(RegistrarForm):
    """Why a student asks the department."""

    reason = forms.CharField(
        label=_("Your reasons"),
        help_text=_("Your department reads this."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class AnswerForm(_RefusalForm):
    """What the department says to it."""

    choice, without_reason = "answer", _("Say why you refuse.")
    answer = forms.ChoiceField(
        label=_("Your answer"), choices=[("grant", _("Grant it")), ("refuse", _("Refuse it"))], widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Your reasons"),
        help_text=_("The student reads them. Needed where you refuse."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class MarkForm(RegistrarForm):
    """Which removed subjects, and whether their pre-requisite is waived."""

    row = forms.TypedMultipleChoiceField(label=_("Removed subjects"), coerce=int, widget=forms.CheckboxSelectMultiple)
    waived = forms.ChoiceField(
        label=_("What you say about them"),
        choices=[("yes", _("The pre-requisite is waived")), ("no", _("The pre-requisite is not waived"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept with the approval; the students read it."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, rows: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the rows that were ticked in the list."""
        super().__init__(*args, **kwargs)
        self.fields["row"].choices = rows  # type: ignore[attr-defined]


class GroupForm(RegistrarForm):
    """Which group to move to."""

    group = forms.ChoiceField(label=_("Move to"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, groups: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the other groups of the subject."""
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = groups  # type: ignore[attr-defined]


class StaffAddForm(RegistrarForm):
    """Which subject the department registers for a student."""

    subject = forms.CharField(label=_("Subject code"), max_length=10, widget=forms.TextInput(attrs={"width": 10}))
    group = forms.CharField(label=_("Group"), max_length=6, required=False, widget=forms.TextInput(attrs={"width": 5}))

    def clean_subject(self) -> str:
        """Write the code as the catalogue does."""
        return str(self.cleaned_data["subject"]).strip().upper()


class QuotaForm(RegistrarForm):
    """How many places a group has."""

    quota = forms.IntegerField(
        label=_("Places"), min_value=0, max_value=MOST_PLACES, widget=forms.NumberInput(attrs={"width": 4})
    )


class CancelForm(RegistrarForm):
    """Why an offering is cancelled, and which groups are offered instead."""

    reason = forms.CharField(label=_("Reason"), help_text=_("Kept on record with the cancellation."), max_length=300)
    instead = forms.TypedMultipleChoiceField(
        label=_("Groups offered instead"),
        help_text=_("Each student can take one with one press while places last. None is kept for them."),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, groups: list[tuple[int, str]], **kwargs: Any) -> None:
        """Offer open groups with places that are near to the cancelled subject."""
        super().__init__(*args, **kwargs)
        self.fields["instead"].choices = groups  # type: ignore[attr-defined]
        if not groups:
            del self.fields["instead"]


class CloseListForm(RegistrarForm):
    """Why a waiting list is closed."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody who waits reads it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AssignForm(RegistrarForm):
    """Which subjects go to which students: those of a programme's year, or those of a file."""

    programme = forms.ChoiceField(label=_("Programme"), required=False)
    stage = forms.TypedChoiceField(
        label=_("Year of study"), coerce=int, choices=[(str(year), str(year)) for year in range(1, 7)], required=False
    )
    cohort = forms.ChoiceField(label=_("Cohort"), required=False)
    subjects = forms.CharField(
        label=_("Subject codes, with or without a group"),
        help_text=_("One a line, such as COMP1011 or COMP1011 1002. Without a group, students are spread over all."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=2000,
        required=False,
    )
    file = forms.FileField(
        label=_("Or a file"),
        help_text=_("An Excel workbook or a CSV file with the columns Student number, Subject and Group."),
        required=False,
    )

    def __init__(self, *args: Any, programmes: list[tuple[str, str]], cohorts: list[str], **kwargs: Any) -> None:
        """Offer the programmes of the user's departments."""
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = programmes  # type: ignore[attr-defined]
        self.fields["cohort"].choices = [("", _("Any cohort")), *((one, one) for one in cohorts)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Without a file all of programme, year and subjects are needed."""
        data = super().clean() or {}
        if not data.get("file") and "file" not in self.errors:
            for name in ("programme", "stage", "subjects"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Fill this in, or choose a file."))
        return data


class ReinstatementForm(RegistrarForm):
    """Why a student asks for a nullified registration back."""

    reason = forms.CharField(
        label=_("Your exceptional reason"),
        help_text=_("The department of your programme reads this."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ReinstatementAnswerForm(RegistrarForm):
    """The department's decision on it."""

    answer = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("approve", _("Approve: the reason is exceptional")), ("refuse", _("Refuse"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Your reasons"),
        help_text=_("The student reads them."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

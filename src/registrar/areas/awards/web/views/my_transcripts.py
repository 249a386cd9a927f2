"""My transcripts: make one, find those made before."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.queries.pending_overall import awaiting_board
from registrar.areas.awards.actions.issue_transcript import issue_transcript
from registrar.areas.awards.models import Transcript
from registrar.areas.awards.queries.transcripts import transcripts_of
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.areas.studies.queries.record import released_results, released_standings
from registrar.areas.studies.queries.study_of_user import study_of_user
from registrar.ui.forms import RegistrarForm
from registrar.ui.views import FormPage, PolicyView
from registrar.ui.words import term


class MyTranscripts(FormPage):
    """The student's own copies; each is kept as it was made."""

    policy = "awards.my_transcripts"
    form_class = RegistrarForm
    template_name = "awards/my_transcripts.html"
    title = gettext_lazy("My transcripts")
    lead = gettext_lazy("Your record as a document: every attempt at every subject, as released up to today.")
    submit_label = gettext_lazy("Make a copy")

    @cached_property
    def study(self) -> Any:
        """The study that the page is about; 404 for somebody without one."""
        study = study_of_user(self.request.user)
        if study is None:
            raise Http404
        return study

    def act(self, form: Any) -> str:
        """Make a copy and lead to it."""
        address = self.request.build_absolute_uri(reverse("awards:check"))
        made = issue_transcript(self.study, official=False, address=address, actor=self.request.user, now=clock.now())
        return reverse("awards:transcript", args=[made.number])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Those made before, and the terms that a copy made today would show without their overall result."""
        today = clock.today()
        results, standings = released_results(self.study, today), released_standings(self.study, today)
        awaiting = [term(key) for key in awaiting_board(results, list(standings), today)]
        return super().get_context_data(transcripts=transcripts_of(self.study), awaiting=awaiting, **kwargs)


class TranscriptFile(PolicyView):
    """One transcript as PDF."""

    policy = "awards.view_transcript"
    hide_refusal = True

    @cached_property
    def transcript(self) -> Transcript:
        """The transcript of the address."""
        return get_object_or_404(Transcript.objects.select_related("file", "study"), number=self.kwargs["number"])

    def get_policy_object(self) -> Transcript:
        """Ask the policy about this one."""
        return self.transcript

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        """Send the file as it was issued; a look by staff is logged."""
        if self.transcript.study.student_id != request.user.pk:
            log_look(request, page="awards:transcript", subject=f"study:{self.transcript.study_id}")
        response = HttpResponse(bytes(self.transcript.file.content), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{number}.pdf"'
        return response

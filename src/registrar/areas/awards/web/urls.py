"""Addresses of the area's pages."""

from django.urls import path

from registrar.areas.awards.web.views.check_transcript import CheckTranscript
from registrar.areas.awards.web.views.my_transcripts import MyTranscripts, TranscriptFile

app_name = "awards"

urlpatterns = [
    path("my/transcripts/", MyTranscripts.as_view(), name="my_transcripts"),
    path("transcripts/<slug:number>/", TranscriptFile.as_view(), name="transcript"),
    path("check/", CheckTranscript.as_view(), name="check"),
]

"""Addresses of the area's pages."""

from django.urls import path

from registrar.areas.awards.web.views.certificate_file import CertificateFile
from registrar.areas.awards.web.views.change_order import CancelOrder, ResumeOrder
from registrar.areas.awards.web.views.check_transcript import CheckTranscript
from registrar.areas.awards.web.views.holds import EndHold, HoldList, RaiseHold
from registrar.areas.awards.web.views.my_documents import MyDocuments
from registrar.areas.awards.web.views.my_transcripts import MyTranscripts, TranscriptFile
from registrar.areas.awards.web.views.order import OrderPage
from registrar.areas.awards.web.views.order_document import OrderDocument
from registrar.areas.awards.web.views.order_list import OrderList
from registrar.areas.awards.web.views.process_order import AnswerOrder, CertifyCopy, DispatchOrder, PrepareOrder

app_name = "awards"

urlpatterns = [
    path("my/transcripts/", MyTranscripts.as_view(), name="my_transcripts"),
    path("my/documents/", MyDocuments.as_view(), name="my_documents"),
    path("my/documents/order/<slug:form>/", OrderDocument.as_view(), name="order_document"),
    path("my/documents/<slug:number>/cancel/", CancelOrder.as_view(), name="cancel_order"),
    path("my/documents/<slug:number>/look-again/", ResumeOrder.as_view(), name="resume_order"),
    path("documents/", OrderList.as_view(), name="orders"),
    path("documents/holds/", HoldList.as_view(), name="holds"),
    path("documents/holds/new/", RaiseHold.as_view(), name="raise_hold"),
    path("documents/holds/<int:pk>/end/", EndHold.as_view(), name="end_hold"),
    path("documents/issued/<slug:number>/", CertificateFile.as_view(), name="certificate"),
    path("documents/<slug:number>/", OrderPage.as_view(), name="order"),
    path("documents/<slug:number>/prepare/", PrepareOrder.as_view(), name="prepare_order"),
    path("documents/<slug:number>/send/", DispatchOrder.as_view(), name="dispatch_order"),
    path("documents/<slug:number>/answer/", AnswerOrder.as_view(), name="answer_order"),
    path("documents/<slug:number>/certify/", CertifyCopy.as_view(), name="certify_copy"),
    path("transcripts/<slug:number>/", TranscriptFile.as_view(), name="transcript"),
    path("check/", CheckTranscript.as_view(), name="check"),
]

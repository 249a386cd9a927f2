"""Addresses of the area's pages."""

from django.urls import path

from registrar.areas.awards.web.views.awards import AwardList, AwardPage
from registrar.areas.awards.web.views.certificate_file import CertificateFile
from registrar.areas.awards.web.views.change_order import CancelOrder, ResumeOrder
from registrar.areas.awards.web.views.changed_awards import ChangedAwards
from registrar.areas.awards.web.views.check_transcript import CheckTranscript
from registrar.areas.awards.web.views.confirmation import ConfirmDecided, ConfirmOne
from registrar.areas.awards.web.views.graduates import CongregationList, GraduatesFile, GraduatesList
from registrar.areas.awards.web.views.graduation_lists import (
    AnswerApplication,
    ApplicationList,
    NotApplied,
    SettleApplication,
)
from registrar.areas.awards.web.views.graduation_windows import GraduationWindows, SetWindow
from registrar.areas.awards.web.views.holds import EndHold, HoldList, RaiseHold
from registrar.areas.awards.web.views.my_award import MyAward
from registrar.areas.awards.web.views.my_documents import MyDocuments
from registrar.areas.awards.web.views.my_graduation import ApplyForGraduation
from registrar.areas.awards.web.views.my_specific_award import FileSpecificAward, TakeBackForm
from registrar.areas.awards.web.views.my_transcripts import MyTranscripts, TranscriptFile
from registrar.areas.awards.web.views.order import OrderPage
from registrar.areas.awards.web.views.order_document import OrderDocument
from registrar.areas.awards.web.views.order_list import OrderList
from registrar.areas.awards.web.views.parchments import DestroyParchment, HandOver, Parchments
from registrar.areas.awards.web.views.penalties import EnterPenalty, LiftPenalty, PenaltyList
from registrar.areas.awards.web.views.process_order import AnswerOrder, CertifyCopy, DispatchOrder, PrepareOrder
from registrar.areas.awards.web.views.retraction import ProposeRetraction, SettleRetraction
from registrar.areas.awards.web.views.specific_awards import DecideForm, ForwardForm, SpecificAwards

app_name = "awards"

urlpatterns = [
    path("my/graduation/", ApplyForGraduation.as_view(), name="apply"),
    path("my/graduation/award/", FileSpecificAward.as_view(), name="specific_award"),
    path("my/graduation/award/<int:pk>/take-back/", TakeBackForm.as_view(), name="take_back_form"),
    path("my/award/", MyAward.as_view(), name="my_award"),
    path("graduation/", ApplicationList.as_view(), name="applications"),
    path("graduation/not-applied/", NotApplied.as_view(), name="not_applied"),
    path("graduation/not-applied/<int:pk>/settle/", SettleApplication.as_view(), name="settle_application"),
    path("graduation/<int:pk>/answer/", AnswerApplication.as_view(), name="answer_application"),
    path("graduation/windows/", GraduationWindows.as_view(), name="windows"),
    path("graduation/windows/<path:term>/", SetWindow.as_view(), name="set_window"),
    path("graduation/awards/", SpecificAwards.as_view(), name="specific_awards"),
    path("graduation/awards/<int:pk>/forward/", ForwardForm.as_view(), name="forward_form"),
    path("graduation/awards/<int:pk>/decide/", DecideForm.as_view(), name="decide_form"),
    path("awards/", AwardList.as_view(), name="awards"),
    path("awards/confirm/", ConfirmOne.as_view(), name="confirm"),
    path("awards/confirm/decided/", ConfirmDecided.as_view(), name="confirm_decided"),
    path("awards/graduates/", GraduatesList.as_view(), name="graduates"),
    path("awards/graduates/<slug:day>.pdf", GraduatesFile.as_view(), name="graduates_file"),
    path("awards/congregation/", CongregationList.as_view(), name="congregation"),
    path("awards/changed/", ChangedAwards.as_view(), name="changed_awards"),
    path("awards/parchments/", Parchments.as_view(), name="parchments"),
    path("awards/<int:pk>/parchment/", HandOver.as_view(), name="hand_over"),
    path("awards/<int:pk>/parchment/destroyed/", DestroyParchment.as_view(), name="destroy_parchment"),
    path("awards/penalties/", PenaltyList.as_view(), name="penalties"),
    path("awards/penalties/new/", EnterPenalty.as_view(), name="enter_penalty"),
    path("awards/penalties/<int:pk>/lift/", LiftPenalty.as_view(), name="lift_penalty"),
    path("awards/retractions/<int:pk>/", SettleRetraction.as_view(), name="settle_retraction"),
    path("awards/<int:pk>/", AwardPage.as_view(), name="award"),
    path("awards/<int:pk>/retract/", ProposeRetraction.as_view(), name="propose_retraction"),
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

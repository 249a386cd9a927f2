"""Addresses of the area's pages."""

from django.urls import path

from .views.assign import Assign
from .views.assignment import Assignment, AssignmentRows, ConfirmAssignment
from .views.ballots import BallotPage, Ballots, DrawBallot, NewBallot, PublishBallot
from .views.basket import Basket
from .views.billing import Billing
from .views.billing_changes import BillingChanges, RunChanges
from .views.calendar_feed import CalendarFeed, RenewFeed, StopFeed
from .views.cancel_offering import CancelOffering
from .views.class_list import ClassList, DepartmentList, OfferingList
from .views.decided import DecisionPage, Submitted
from .views.demand import Demand
from .views.group_queue import CloseList, GroupQueue, OpenList
from .views.instead import Instead
from .views.light_loads import LightLoads
from .views.my_ballot import BallotFile, MyBallot
from .views.my_groups import MyGroups
from .views.my_reinstatement import MyReinstatement, TakeBackReinstatement
from .views.my_steps import ChangeGroup, DropSubject
from .views.my_subjects import MySubjects
from .views.my_timetable import MyTimetable
from .views.my_unqualified import AskDepartment, TakeBackRequest, Unqualified
from .views.my_waiting_lists import ListOrder, MyWaitingLists
from .views.my_waiting_steps import AcceptOffer, DeclineOffer, JoinWaitingList, LeaveWaitingList
from .views.of_student import OfStudent, RemoveSubject
from .views.offering import OfferingPage, Quota
from .views.offerings import Offerings
from .views.plan import Plan, Unplan
from .views.reinstatements import ReinstatementPage, Reinstatements
from .views.reserved import Release, Reserved
from .views.subject_requests import SubjectRequestPage, SubjectRequests
from .views.subject_search import SubjectSearch
from .views.timetable_data import TimetableData, TimetableFile, TimetableTemplate
from .views.timetable_upload import ApplyTimetable, TimetableUpload, UploadRows, UploadTimetable
from .views.transfers import RecordTransfer, Transfers
from .views.unqualified_list import MarkWaivers, UnqualifiedList
from .views.wishes import Wishes, WithdrawWishes
from .views.withdraw import Withdraw
from .views.withdrawal_deadline import WithdrawalDeadline
from .views.withdrawals import TakeBack, WithdrawalPage, Withdrawals
from .views.zero_subjects import ZeroSubjects

app_name = "registration"
urlpatterns = [
    path("my/registration/", SubjectSearch.as_view(), name="search"),
    path("my/registration/plan/", Plan.as_view(), name="plan"),
    path("my/registration/unplan/", Unplan.as_view(), name="unplan"),
    path("my/registration/basket/", Basket.as_view(), name="basket"),
    path("my/registration/submitted/", Submitted.as_view(), name="submitted"),
    path("my/registration/decisions/<int:pk>/", DecisionPage.as_view(), name="decision"),
    path("my/registration/subjects/", MySubjects.as_view(), name="subjects"),
    path("my/registration/instead/<int:pk>/", Instead.as_view(), name="instead"),
    path("my/registration/unqualified/", Unqualified.as_view(), name="unqualified"),
    path("my/registration/ballots/<int:pk>/", MyBallot.as_view(), name="my-ballot"),
    path("my/registration/ballots/<int:pk>/wishes/", Wishes.as_view(), name="wishes"),
    path("my/registration/ballots/<int:pk>/withdraw/", WithdrawWishes.as_view(), name="withdraw-wishes"),
    path(
        "my/registration/<int:pk>/special-approval/",
        AskDepartment.as_view(kind="special_approval"),
        name="ask-special-approval",
    ),
    path("my/registration/<int:pk>/drop/ask/", AskDepartment.as_view(kind="drop_assigned"), name="ask-drop"),
    path("my/registration/requests/<int:pk>/take-back/", TakeBackRequest.as_view(), name="take-back-request"),
    path("unqualified/", UnqualifiedList.as_view(), name="unqualified-list"),
    path("unqualified/mark/", MarkWaivers.as_view(), name="mark-waivers"),
    path("subject-requests/", SubjectRequests.as_view(), name="subject-requests"),
    path("subject-requests/<int:pk>/", SubjectRequestPage.as_view(), name="subject-request"),
    path("my/registration/<int:pk>/drop/", DropSubject.as_view(), name="drop"),
    path("my/registration/<int:pk>/group/", ChangeGroup.as_view(), name="change"),
    path("my/registration/<int:pk>/withdraw/", Withdraw.as_view(), name="withdraw"),
    path("my/registration/withdrawals/<int:pk>/take-back/", TakeBack.as_view(), name="take-back"),
    path("my/reinstatement/", MyReinstatement.as_view(), name="my-reinstatement"),
    path("my/reinstatement/<int:pk>/take-back/", TakeBackReinstatement.as_view(), name="take-back-reinstatement"),
    path("reinstatements/", Reinstatements.as_view(), name="reinstatements"),
    path("reinstatements/<int:pk>/", ReinstatementPage.as_view(), name="reinstatement"),
    path("withdrawals/", Withdrawals.as_view(), name="withdrawals"),
    path("withdrawals/<int:pk>/", WithdrawalPage.as_view(), name="withdrawal"),
    path("my/registration/waiting/", MyWaitingLists.as_view(), name="waiting"),
    path("my/registration/groups/<int:pk>/wait/", JoinWaitingList.as_view(), name="join-list"),
    path("my/registration/waiting/<int:pk>/leave/", LeaveWaitingList.as_view(), name="leave-list"),
    path("my/registration/waiting/<int:pk>/take/", AcceptOffer.as_view(), name="accept-offer"),
    path("my/registration/waiting/<int:pk>/decline/", DeclineOffer.as_view(), name="decline-offer"),
    path("waiting-lists/", ListOrder.as_view(), name="list-order"),
    path("groups/<int:pk>/waiting/", GroupQueue.as_view(), name="queue"),
    path("groups/<int:pk>/waiting/close/", CloseList.as_view(), name="close-list"),
    path("groups/<int:pk>/waiting/open/", OpenList.as_view(), name="open-list"),
    path("ballots/", Ballots.as_view(), name="ballots"),
    path("ballots/new/", NewBallot.as_view(), name="new-ballot"),
    path("ballots/<int:pk>/", BallotPage.as_view(), name="ballot"),
    path("ballots/<int:pk>/draw/", DrawBallot.as_view(), name="draw-ballot"),
    path("ballots/<int:pk>/publish/", PublishBallot.as_view(), name="publish-ballot"),
    path("ballots/<int:pk>/results.csv", BallotFile.as_view(), name="ballot-file"),
    path("finance/billing/", Billing.as_view(), name="billing"),
    path("finance/billing/runs/<int:pk>/changes/", RunChanges.as_view(), name="run-changes"),
    path("finance/billing/<int:pk>/changes/", BillingChanges.as_view(), name="billing-changes"),
    path("my/timetable/", MyTimetable.as_view(), name="timetable"),
    path("my/timetable/feed/renew/", RenewFeed.as_view(), name="renew-feed"),
    path("my/timetable/feed/stop/", StopFeed.as_view(), name="stop-feed"),
    path("calendar/<str:secret>.ics", CalendarFeed.as_view(), name="calendar_feed"),
    path("teaching/groups/", MyGroups.as_view(), name="my-groups"),
    path("offerings/", Offerings.as_view(), name="offerings"),
    path("offerings/<int:pk>/", OfferingPage.as_view(), name="offering"),
    path("offerings/<int:pk>/cancel/", CancelOffering.as_view(), name="cancel"),
    path("offerings/<int:pk>/withdrawal-deadline/", WithdrawalDeadline.as_view(), name="withdrawal-deadline"),
    path("offerings/<int:pk>/students/", OfferingList.as_view(), name="enrolment"),
    path("offerings/students/", DepartmentList.as_view(), name="enrolments"),
    path("groups/<int:pk>/quota/", Quota.as_view(), name="quota"),
    path("groups/<int:pk>/reserved/", Reserved.as_view(), name="reserved"),
    path("reserved/<int:pk>/release/", Release.as_view(), name="release"),
    path("groups/<int:pk>/students/", ClassList.as_view(), name="class-list"),
    path("students/<int:study>/subjects/", OfStudent.as_view(), name="of-student"),
    path("students/<int:study>/subjects/<int:pk>/take-off/", RemoveSubject.as_view(), name="take-off"),
    path("students/<int:study>/transfers/", Transfers.as_view(), name="transfers"),
    path("students/<int:study>/transfers/new/", RecordTransfer.as_view(), name="record-transfer"),
    path("timetable-data/", TimetableData.as_view(), name="timetable-data"),
    path("timetable-data/template/<str:kind>/", TimetableTemplate.as_view(), name="timetable-template"),
    path("timetable-data/file/<str:kind>/", TimetableFile.as_view(), name="timetable-file"),
    path("timetable-data/upload/", UploadTimetable.as_view(), name="upload-timetable"),
    path("timetable-data/uploads/<int:pk>/", TimetableUpload.as_view(), name="timetable-upload"),
    path("timetable-data/uploads/<int:pk>/rows/", UploadRows.as_view(), name="upload-rows"),
    path("timetable-data/uploads/<int:pk>/apply/", ApplyTimetable.as_view(), name="apply-timetable"),
    path("demand/", Demand.as_view(), name="demand"),
    path("without-subjects/", ZeroSubjects.as_view(), name="zero-subjects"),
    path("offerings/light-loads/", LightLoads.as_view(), name="light-loads"),
    path("offerings/assign/", Assign.as_view(), name="assign"),
    path("offerings/assign/<int:pk>/", Assignment.as_view(), name="assignment"),
    path("offerings/assign/<int:pk>/rows/", AssignmentRows.as_view(), name="assignment-rows"),
    path("offerings/assign/<int:pk>/confirm/", ConfirmAssignment.as_view(), name="confirm-assignment"),
]

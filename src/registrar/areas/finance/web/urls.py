"""Addresses of the area's pages."""

from django.urls import path

from registrar.areas.finance.web.views.account import StudentAccount
from registrar.areas.finance.web.views.ask_deferral import AskDeferral, TakeBackDeferral
from registrar.areas.finance.web.views.bank_callback import BankCallback
from registrar.areas.finance.web.views.bank_files import ApplyBankFile, BankFiles, OneBankFile, UploadBankFile
from registrar.areas.finance.web.views.bank_result import BankResult
from registrar.areas.finance.web.views.calculator import FeeCalculator
from registrar.areas.finance.web.views.change_deferral import ChangeDeferral
from registrar.areas.finance.web.views.change_note import CancelNote, TakeBack
from registrar.areas.finance.web.views.change_refund import (
    AcceptHolder,
    CancelRefund,
    CardReturned,
    ConfirmProposed,
    ReturnRefund,
)
from registrar.areas.finance.web.views.charge import ChargePage, PriceCharge, SecondWaiver, WaiveCharge
from registrar.areas.finance.web.views.charge_list import ChargeList
from registrar.areas.finance.web.views.check_paper import CheckPaper
from registrar.areas.finance.web.views.close_order import CloseOrder
from registrar.areas.finance.web.views.collections import Collections
from registrar.areas.finance.web.views.deferrals import (
    AnswerDeferral,
    DeferralList,
    DeferralPage,
    EnterSpecialDeferral,
)
from registrar.areas.finance.web.views.extension_fees import ExtensionFees
from registrar.areas.finance.web.views.fee_schedule import FeeSchedule
from registrar.areas.finance.web.views.fee_tables import SelfFinancedFees, UgcFees
from registrar.areas.finance.web.views.general_ledger import GeneralLedger
from registrar.areas.finance.web.views.grant_refund import ConfirmRefund, GrantRefund, RefundDetails
from registrar.areas.finance.web.views.how_to_pay import HowToPay
from registrar.areas.finance.web.views.journal import Journal
from registrar.areas.finance.web.views.match_unmatched import MatchUnmatched
from registrar.areas.finance.web.views.my_bank_account import MyBankAccount
from registrar.areas.finance.web.views.my_fees import MyFees
from registrar.areas.finance.web.views.my_refunds import MyRefunds
from registrar.areas.finance.web.views.my_statement import MyStatement, MyStatementFile
from registrar.areas.finance.web.views.my_transfers import MyTransfers, RestoreTransfer
from registrar.areas.finance.web.views.note import FpsPicture, NoteFile, NotePage, SlipFile
from registrar.areas.finance.web.views.note_list import NoteList
from registrar.areas.finance.web.views.other_fees import OtherFees
from registrar.areas.finance.web.views.pay_note import PayNote
from registrar.areas.finance.web.views.programme_refunds import ConfirmProgrammeRefunds, ProgrammeRefunds
from registrar.areas.finance.web.views.questions import Questions
from registrar.areas.finance.web.views.raise_charge import RaiseCharge
from registrar.areas.finance.web.views.receipt import ReceiptFile, ReceiptPage
from registrar.areas.finance.web.views.refund import RefundPage
from registrar.areas.finance.web.views.refund_batch import BatchFile, CancelBatch, RefundBatchPage, ReleaseBatch
from registrar.areas.finance.web.views.refund_batches import PrepareBatch, RefundBatches
from registrar.areas.finance.web.views.refund_list import RefundList
from registrar.areas.finance.web.views.refunds_to_confirm import RefundsToConfirm
from registrar.areas.finance.web.views.sandbox_bank import SandboxBank
from registrar.areas.finance.web.views.student_holds import StudentHolds
from registrar.areas.finance.web.views.trial_balance import TrialBalance
from registrar.areas.finance.web.views.undo_match import UndoMatch
from registrar.areas.finance.web.views.unmatched import ReleaseReturn, ReturnUnmatched, Unmatched
from registrar.areas.finance.web.views.upload_charges import (
    ChargeFilePage,
    ChargeFileRows,
    ChargeFileSample,
    ConfirmCharges,
    UploadCharges,
)

app_name = "finance"

urlpatterns = [
    path("my/fees/", MyFees.as_view(), name="my_fees"),
    path("my/fees/statement/", MyStatement.as_view(), name="my_statement"),
    path("my/fees/statement/pdf/", MyStatementFile.as_view(), name="my_statement_pdf"),
    path("fees/", SelfFinancedFees.as_view(), name="fees_self_financed"),
    path("fees/how-to-pay/", HowToPay.as_view(), name="how_to_pay"),
    path("fees/ugc/", UgcFees.as_view(), name="fees_ugc"),
    path("fees/extension/", ExtensionFees.as_view(), name="fees_extension"),
    path("fees/other/", OtherFees.as_view(), name="fees_other"),
    path("fees/schedule/", FeeSchedule.as_view(), name="fee_schedule"),
    path("fees/calculator/", FeeCalculator.as_view(), name="calculator"),
    path("finance/notes/", NoteList.as_view(), name="notes"),
    path("finance/notes/<slug:number>/", NotePage.as_view(), name="note"),
    path("finance/notes/<slug:number>/pdf/", NoteFile.as_view(), name="note_pdf"),
    path("finance/notes/<slug:number>/fps.svg", FpsPicture.as_view(), name="fps_code"),
    path("finance/notes/<slug:number>/slip/", SlipFile.as_view(), name="bank_in_slip"),
    path("finance/notes/<slug:number>/paper/", CheckPaper.as_view(), name="check_paper"),
    path("finance/notes/<slug:number>/pay/", PayNote.as_view(), name="pay_note"),
    path("finance/notes/<slug:number>/cancel/", CancelNote.as_view(), name="cancel_note"),
    path("finance/notes/<slug:number>/defer/", AskDeferral.as_view(), name="ask_deferral"),
    path("finance/notes/<slug:number>/special-deferral/", EnterSpecialDeferral.as_view(), name="special_deferral"),
    path("finance/deferrals/", DeferralList.as_view(), name="deferrals"),
    path("finance/deferrals/<int:pk>/", DeferralPage.as_view(), name="deferral"),
    path("finance/deferrals/<int:pk>/answer/", AnswerDeferral.as_view(), name="answer_deferral"),
    path("finance/deferrals/<int:pk>/change/", ChangeDeferral.as_view(), name="change_deferral"),
    path("finance/deferrals/<int:pk>/take-back/", TakeBackDeferral.as_view(), name="take_back_deferral"),
    path("finance/payments/<int:pk>/take-back/", TakeBack.as_view(), name="take_back"),
    path("finance/payments/<int:pk>/undo/", UndoMatch.as_view(), name="undo_match"),
    path("finance/receipts/<slug:number>/", ReceiptPage.as_view(), name="receipt"),
    path("finance/receipts/<slug:number>/pdf/", ReceiptFile.as_view(), name="receipt_pdf"),
    path("finance/bank/callback/", BankCallback.as_view(), name="bank_callback"),
    path("finance/bank/<uuid:token>/", SandboxBank.as_view(), name="bank"),
    path("finance/bank/<uuid:token>/result/", BankResult.as_view(), name="bank_result"),
    path("finance/bank-files/", BankFiles.as_view(), name="bank_files"),
    path("finance/bank-files/upload/", UploadBankFile.as_view(), name="upload_bank_file"),
    path("finance/bank-files/<int:pk>/", OneBankFile.as_view(), name="bank_file"),
    path("finance/bank-files/<int:pk>/apply/", ApplyBankFile.as_view(), name="apply_bank_file"),
    path("finance/unmatched/", Unmatched.as_view(), name="unmatched"),
    path("finance/unmatched/<int:pk>/return/", ReturnUnmatched.as_view(), name="return_unmatched"),
    path("finance/charges/", ChargeList.as_view(), name="charges"),
    path("finance/charges/new/", RaiseCharge.as_view(), name="raise_charge"),
    path("finance/charges/upload/", UploadCharges.as_view(), name="upload_charges"),
    path("finance/charges/upload/empty/", ChargeFileSample.as_view(), name="charge_file_sample"),
    path("finance/charges/files/<int:pk>/", ChargeFilePage.as_view(), name="charge_file"),
    path("finance/charges/files/<int:pk>/rows/", ChargeFileRows.as_view(), name="charge_file_rows"),
    path("finance/charges/files/<int:pk>/raise/", ConfirmCharges.as_view(), name="confirm_charges"),
    path("finance/charges/<int:pk>/", ChargePage.as_view(), name="charge"),
    path("finance/charges/<int:pk>/waive/", WaiveCharge.as_view(), name="waive_charge"),
    path("finance/charges/<int:pk>/second/", SecondWaiver.as_view(), name="second_waiver"),
    path("finance/charges/<int:pk>/amount/", PriceCharge.as_view(), name="price_charge"),
    path("finance/unmatched/<int:pk>/release/", ReleaseReturn.as_view(), name="release_return"),
    path("finance/collections/", Collections.as_view(), name="collections"),
    path("finance/to-be-settled/", Questions.as_view(), name="questions"),
    path("finance/to-be-settled/orders/<int:pk>/", CloseOrder.as_view(), name="close_order"),
    path("finance/to-be-settled/<int:pk>/", MatchUnmatched.as_view(), name="match_unmatched"),
    path("finance/holds/<int:pk>/", StudentHolds.as_view(), name="holds"),
    path("finance/accounts/<int:pk>/", StudentAccount.as_view(), name="account"),
    path("my/refunds/", MyRefunds.as_view(), name="my_refunds"),
    path("my/refunds/bank-account/", MyBankAccount.as_view(), name="my_bank_account"),
    path("finance/refunds/", RefundList.as_view(), name="refunds"),
    path("finance/refunds/to-confirm/", RefundsToConfirm.as_view(), name="refunds_to_confirm"),
    path("finance/refunds/grant/", GrantRefund.as_view(), name="grant_refund"),
    path("finance/refunds/grant/details/", RefundDetails.as_view(), name="refund_details"),
    path("finance/refunds/grant/confirm/", ConfirmRefund.as_view(), name="confirm_refund"),
    path("finance/refunds/programme/", ProgrammeRefunds.as_view(), name="programme_refunds"),
    path("finance/refunds/programme/confirm/", ConfirmProgrammeRefunds.as_view(), name="confirm_programme_refunds"),
    path("finance/refunds/batches/", RefundBatches.as_view(), name="refund_batches"),
    path("finance/refunds/batches/prepare/", PrepareBatch.as_view(), name="prepare_batch"),
    path("finance/refunds/batches/<slug:number>/", RefundBatchPage.as_view(), name="refund_batch"),
    path("finance/refunds/batches/<slug:number>/release/", ReleaseBatch.as_view(), name="release_batch"),
    path("finance/refunds/batches/<slug:number>/cancel/", CancelBatch.as_view(), name="cancel_batch"),
    path("finance/refunds/batches/<slug:number>/file/", BatchFile.as_view(), name="batch_file"),
    path("finance/refunds/<int:pk>/", RefundPage.as_view(), name="refund"),
    path("finance/refunds/<int:pk>/confirm/", ConfirmProposed.as_view(), name="confirm_proposed"),
    path("finance/refunds/<int:pk>/cancel/", CancelRefund.as_view(), name="cancel_refund"),
    path("finance/refunds/<int:pk>/returned/", ReturnRefund.as_view(), name="return_refund"),
    path("finance/refunds/<int:pk>/holder/", AcceptHolder.as_view(), name="accept_holder"),
    path("finance/refunds/<int:pk>/card/", CardReturned.as_view(), name="card_returned"),
    path("my/transfers/", MyTransfers.as_view(), name="my_transfers"),
    path("my/transfers/<int:pk>/restore/", RestoreTransfer.as_view(), name="restore_transfer"),
    path("finance/journal/", Journal.as_view(), name="journal"),
    path("finance/journal/export/", GeneralLedger.as_view(), name="general_ledger"),
    path("finance/trial-balance/", TrialBalance.as_view(), name="trial_balance"),
]

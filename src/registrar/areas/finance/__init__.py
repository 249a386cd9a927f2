"""The student account: double-entry books, charges, debit notes, payments, receipts."""

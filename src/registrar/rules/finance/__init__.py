"""Fees, debit notes, payments and what follows when they are not made."""

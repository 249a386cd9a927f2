"""A person on a programme: cohort, mode, status and its history, results on record, approvals."""

"""The rule explorer: every rule, clause, parameter and case, and what carries what."""

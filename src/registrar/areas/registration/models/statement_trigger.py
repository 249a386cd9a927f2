"""A trigger that keeps counts, whoever writes the rows."""

import pgtrigger


def statement_trigger(name: str, operation: pgtrigger.Operation, func: str, **tables: str) -> pgtrigger.Trigger:
    """Return a trigger that runs `func` after each statement; `tables` (new=, old=) name the rows that it sees."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**tables),
        func=func,
    )

"""Plain SQL for the few statements that run tens of thousands of times in one morning.

Django's query builder takes longer to write such a statement than the database takes to answer it, and the database
takes longer to plan it than to run it. So it is written here as text, each connection plans it once and keeps the plan,
and several go out in one journey. Everything else goes through the ORM.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import Any, NamedTuple

import psycopg
from django.db import connections

# What is asked for more keys than this is worth a plan of its own: the kept one supposes a handful.
FEW = 50

Rows = list[tuple[Any, ...]]


class Question(NamedTuple):
    """A statement, and what makes an answer of its rows. Lists become arrays: write `= ANY(%s)`."""

    sql: str
    parameters: Sequence[Any]
    answer: Callable[[Rows], Any] = list


def read(sql: str, parameters: Sequence[Any]) -> Rows:
    """Return the rows of one statement. Lists become arrays: write `= ANY(%s)`."""
    return _rows((Question(sql, parameters),))[0]


def write(sql: str, parameters: Sequence[Any]) -> Rows:
    """Run a statement that writes, and return what it says it wrote (RETURNING).

    Only for tables whose history doesn't track this kind of write: history is told who did it, and on which page, by
    Django's own cursor alone.
    """
    return read(sql, parameters)


def ask(*questions: Question) -> list[Any]:
    """Answer several questions in their order, each seeing what those before it did, in one journey to the database."""
    return [question.answer(rows) for question, rows in zip(questions, _rows(questions), strict=True)]


@contextmanager
def ahead(question: Question) -> Iterator[None]:
    """Send a question with the next journey inside the block, ahead of what that one asks; its `answer` may raise.

    Where nothing else is asked, `ask()` without questions sends it.
    """
    waiting = connections["default"].__dict__.setdefault("asked_ahead", [])
    waiting.append(question)
    try:
        yield
    finally:
        if question in waiting:
            waiting.remove(question)


def together(*questions: Question) -> Question:
    """Make one statement of several that read; its answer is the list of theirs.

    Each statement costs both sides something, however little it reads. The rows travel as JSON, so this is for columns
    that JSON has: text, whole numbers, truth, JSON itself. No two columns of a question may have the same name.
    """
    parameters = [one for question in questions for one in question.parameters]
    return Question(_bundle(tuple(question.sql for question in questions)), parameters, partial(_apart, questions))


def along(first: Question, second: Question) -> Question:
    """Make one statement of two that write; its answer is the second's, which has to begin with WITH.

    Both see what was there before. Constraints of one table on the other have to be deferred.
    """
    sql = f"WITH first AS ({first.sql}), {second.sql.strip().removeprefix('WITH ')}"
    return Question(sql, [*first.parameters, *second.parameters], second.answer)


@lru_cache(maxsize=64)
def _bundle(statements: tuple[str, ...]) -> str:
    return "SELECT " + ",".join(f"(SELECT json_agg(row_to_json(q)) FROM ({one}) q)" for one in statements)  # noqa: S608


def _apart(questions: Sequence[Question], rows: Rows) -> list[Any]:
    ((*parts,),) = rows
    return [
        question.answer([tuple(row.values()) for row in part or ()])
        for question, part in zip(questions, parts, strict=True)
    ]


def few(keys: Collection[Any]) -> bool:
    """Tell whether so many keys are few: only then is a plan kept, and only then are questions worth bundling."""
    return len(keys) <= FEW


def _rows(questions: Sequence[Question]) -> list[Rows]:
    # Looked up once: every look at `django.db.connection` asks which thread this is.
    database = connections["default"]
    if waiting := database.__dict__.get("asked_ahead"):
        return _after(waiting, questions)
    for question in questions:
        for one in question.parameters:
            if type(one) is list and not few(one):
                return [_planned_anew(database, question) for question in questions]
    database.ensure_connection()
    database.validate_no_broken_transaction()
    with database.wrap_database_errors:
        # Alone there is nothing to bundle, unless the BEGIN of the transaction is still to be sent.
        alone = len(questions) == 1 and not (database.in_atomic_block and _idle(database))
        if alone or database.queries_logged:
            return [_fetched(_sent(database, question)) for question in questions]
        with database.connection.pipeline():
            cursors = [_sent(database, question) for question in questions]
        return [_fetched(cursor) for cursor in cursors]


def _after(waiting: list[Question], questions: Sequence[Question]) -> list[Rows]:
    first = list(waiting)
    waiting.clear()
    rows = _rows([*first, *questions])
    for question, found in zip(first, rows, strict=False):
        question.answer(found)
    return rows[len(first) :]


def _idle(database: Any) -> bool:
    return bool(database.connection.pgconn.transaction_status == psycopg.pq.TransactionStatus.IDLE)


def _planned_anew(database: Any, question: Question) -> Rows:
    with database.cursor() as cursor:
        cursor.execute(question.sql, question.parameters)
        return list(cursor.fetchall()) if cursor.description else []


def _sent(database: Any, question: Question) -> Any:
    # Django's own cursors write the values into the text, which keeps no plan; this one sends them beside it.
    cursor = psycopg.Cursor(database.connection)
    parameters = [_array(one) if type(one) is list else one for one in question.parameters]
    if database.queries_logged:
        with database.make_debug_cursor(cursor).debug_sql(question.sql, parameters, use_last_executed_query=True):
            return cursor.execute(question.sql, parameters)
    return cursor.execute(question.sql, parameters)


def _array(values: Iterable[Any]) -> str:
    """Write an array as text: the database knows the type from where it stands, and one plan does for all lists."""
    return "{" + ",".join(map(_element, values)) + "}"


def _element(value: Any) -> str:
    if value is None:
        return "NULL"
    if type(value) is int:
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _fetched(cursor: Any) -> Rows:
    # Asked of the result itself: `description` would make an object of every column.
    return cursor.fetchall() if cursor.pgresult.nfields else []

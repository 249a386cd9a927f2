"""What the style guide shows: one plausible sample for every component."""

from typing import Any

from registrar.ui.samples import decisions, lists, pictures
from registrar.ui.samples.say import say
from registrar.ui.samples.words import WORDS


def samples() -> dict[str, Any]:
    """Everything the page shows, by the names that its template uses."""
    return {
        "words": WORDS,
        "tasks": lists.tasks(),
        "rows": lists.rows(),
        "tiles": lists.tiles(),
        "steps": lists.steps(),
        "events": lists.events(),
        "tabs": lists.tabs(),
        "tags": lists.tags(),
        "meetings": pictures.meetings(),
        "gpa": pictures.gpa(),
        "gpa_names": [say("Semester GPA", "學期平均績點"), say("GPA", "平均績點")],
        "grades": pictures.grades(),
        "ageing": pictures.ageing(),
        "refused": decisions.refused(),
        "allowed": decisions.allowed(),
        **lists.table(),
    }

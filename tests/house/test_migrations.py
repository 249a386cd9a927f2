"""The models and their migrations say the same."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation


def undeclared_changes() -> list[str]:
    """What `makemigrations` would write for our own apps."""
    loader = MigrationLoader(connection)
    # In no language, as makemigrations does it: a label in Chinese is no change of the model.
    with translation.override(None):
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        changes = detector.changes(graph=loader.graph)
    ours = sorted(app.label for app in apps.get_app_configs() if app.name.startswith("registrar."))
    steps = [(label, step) for label in ours for item in changes.get(label, ()) for step in item.operations]
    return [f"{label}: {step.describe()}" for label, step in steps]


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    assert undeclared_changes() == []


@pytest.mark.django_db
def test_the_language_in_use_makes_no_change() -> None:
    with translation.override("zh-hant"):
        assert undeclared_changes() == []


@pytest.mark.django_db
def test_a_changed_model_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a model with a field longer than its migration says
    field = apps.get_model("people", "User")._meta.get_field("language")
    monkeypatch.setattr(field, "max_length", 11)
    # Then the change is named
    assert any("Alter field language on user" in change for change in undeclared_changes())

"""The models and their migrations say the same."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


def undeclared_changes() -> list[str]:
    """What `makemigrations` would write for our own apps."""
    loader = MigrationLoader(connection)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("registrar.")}
    changes = detector.changes(graph=loader.graph, trim_to_apps=ours)
    return [f"{label}: {step.describe()}" for label in changes for item in changes[label] for step in item.operations]


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    assert undeclared_changes() == []


@pytest.mark.django_db
def test_a_changed_model_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a model with a field longer than its migration says
    field = apps.get_model("people", "User")._meta.get_field("language")
    monkeypatch.setattr(field, "max_length", 11)
    # Then the change is named
    assert any("Alter field language on user" in change for change in undeclared_changes())

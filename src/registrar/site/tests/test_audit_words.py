"""The audit trail in the reader's language: every record and field has a title, and values say what they mean."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.platform.queries.audit_trail import event_models
from registrar.areas.studies.approval_kinds import KINDS
from registrar.areas.studies.models import Study
from registrar.rulebook.rule_texts import value_words
from registrar.site import field_titles, record_titles


def test_every_tracked_record_and_field_has_a_title() -> None:
    models = event_models()
    own = {"pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context"}
    fields = {field.name for model in models.values() for field in model._meta.fields} - own
    assert sorted(set(models) - set(record_titles.TITLES)) == []
    assert sorted(fields - set(field_titles.TITLES)) == []


def test_every_kind_of_approval_has_words() -> None:
    assert [kind for kind in KINDS if value_words("", kind) is None] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Status", "Enrolled", "Withdrawn", "Mode of study", "full-time")),
        ("zh-hant", ("學籍狀況", "在學", "已退學", "修讀模式", "全日制")),
    ],
)
def test_a_change_is_told_in_the_readers_language(client: Client, language: str, words: tuple[str, ...]) -> None:
    # Given a study that was withdrawn, past all pages
    study = world.study("24000001D")
    Study.objects.filter(pk=study.pk).update(status="withdrawn")
    client.force_login(world.user("auditor.one", "auditor"))
    client.cookies["registrar_language"] = language
    # When the auditor looks at its trail
    page = client.get(reverse("platform:audit"), {"model": "studies.Study", "key": study.pk}).content.decode()
    # Then fields and values are in words, and no code is left
    assert [word for word in words if word not in page] == []
    assert "<dt>status</dt>" not in page
    assert ">full_time<" not in page

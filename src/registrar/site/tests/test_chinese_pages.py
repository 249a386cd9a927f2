"""No Chinese page mixes marks of half width into its sentences."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.people.policies import Role
from registrar.areas.platform import clock
from registrar.site.tests.test_navigation_places import PAGES

pytestmark = pytest.mark.django_db

HAN = "[\u3400-\u4dbf\u4e00-\u9fff\uff09\u300d\u300b]"
MIXED = re.compile(rf"{HAN}[,;:?!](?![0-9A-Za-z/])|{HAN} ?\((?=[^()]*{HAN})|\) ?{HAN}.")
IN_ENGLISH = re.compile(r"<(\w+)[^>]*\slang=\"en\"[^>]*>.*?</\1>", re.S)
UNSEEN = re.compile(r"<(script|style|head)\b.*?</\1>", re.S)
INLINE = re.compile(r"</?(?:a|abbr|b|em|i|span|strong)\b[^>]*>")
TAG = re.compile(r"<[^>]+>")
WITHOUT_ARGUMENTS = [name for name, path, _ in PAGES if "<" not in path]

# Those whose pages differ; the others see a part of what these see.
ROLES = ("student", "teacher", "registry", "finance", "department", "panel_chair", "board", "auditor", "operator")


def text_of(page: str) -> str:
    """What people read of a page, a block a line."""
    for pattern, by in ((UNSEEN, ""), (IN_ENGLISH, ""), (INLINE, ""), (TAG, "\n")):
        page = pattern.sub(by, page)
    return page


def mixed(page: str) -> list[str]:
    """The places where a Chinese sentence has a mark of half width."""
    text = text_of(page)
    return [text[max(0, m.start() - 15) : m.end() + 15].replace("\n", " ") for m in MIXED.finditer(text)]


@pytest.mark.parametrize("role", ROLES)
def test_no_page_of_a_role_mixes_marks(role: str) -> None:
    # given somebody of this office, with a student's semester on record
    world.term()
    clock.set_to(world.at("2024-09-03 10:00"))
    person = world.user("somebody", role, department="COMP")
    study = world.study(student=person) if role == Role.STUDENT else world.study()
    group = world.group(world.subject(), teacher=person if role == Role.TEACHER else None)
    world.register(study, group)
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    client.cookies["registrar_language"] = "zh-hant"
    # when every page is opened that needs no argument
    found, opened = {}, 0
    for name in WITHOUT_ARGUMENTS:
        answer = client.get(reverse(name))
        if answer.status_code == 200:
            opened += 1
            if places := mixed(answer.content.decode()):
                found[name] = places
    # then none has a mark of half width in a Chinese sentence
    assert found == {}
    assert opened > 5


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>陳大文, 李小明</p>", 1),
        ("<p>備註: <strong>已繳</strong></p>", 1),
        ("<p>陳大文 (財務處)</p>", 1),
        ("<p>備註：已繳（財務處）</p>", 0),
        ("<p>Room Z205, 2 seats</p>", 0),
        ('<p lang="en">陳大文, 李小明</p>', 0),
        ("<p>科目</p>(<p>x</p>", 0),
    ],
)
def test_a_planted_mark_is_found(html: str, found: int) -> None:
    assert len(mixed(html)) == found

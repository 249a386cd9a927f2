"""The service navigation: what a person may reach, in the order of the sections.

Each area lists its pages in ``web/nav.py`` as ``ITEMS``; ``collect`` reads them from
every installed app, and the context processor shows a person only what a policy lets
them reach.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module, util
from typing import Any

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from registrar.ui.policy import permits

#: The sections in the order they are shown. "account" is the menu of the person,
#: "footer" the foot of the page.
SECTIONS: dict[str, Any] = {
    "home": _("Home"),
    "study": _("My study"),
    "teaching": pgettext_lazy("part of the site", "Teaching"),
    "department": _("Department"),
    "registry": _("Registry"),
    "finance": _("Finance"),
    "boards": _("Boards"),
    "rules": _("Rules"),
    "system": _("System"),
    "account": _("Account"),
    "footer": _("More"),
}

#: Up to so many pages stand side by side; more are folded into one menu a section.
FLAT_LIMIT = 9


@dataclass(frozen=True)
class NavItem:
    """One page in the navigation.

    ``policy`` is the name of a permission, "public" or "signed_in"; ``section`` one of
    SECTIONS; ``icon`` the name of a symbol in ``ui/icons.html``. A section that does not
    exist raises ValueError at once.
    """

    label: Any
    url_name: str
    policy: str
    section: str = "home"
    icon: str | None = None

    def __post_init__(self) -> None:
        if self.section not in SECTIONS:
            raise ValueError(f"unknown section {self.section!r}: one of {', '.join(SECTIONS)}")


@dataclass(frozen=True)
class ShownItem:
    """A page in the navigation of one person, with its address."""

    label: Any
    url: str
    current: bool
    icon: str | None


@dataclass(frozen=True)
class ShownSection:
    """A section of the navigation of one person."""

    name: str
    label: Any
    items: tuple[ShownItem, ...]

    @property
    def current(self) -> bool:
        """Is the page being shown in this section?"""
        return any(item.current for item in self.items)


@dataclass(frozen=True)
class Navigation:
    """Everything the frame of a page needs: sections, and those with a place of their own."""

    sections: tuple[ShownSection, ...]
    account: tuple[ShownItem, ...]
    footer: tuple[ShownItem, ...]

    @property
    def flat(self) -> tuple[ShownItem, ...]:
        """All pages side by side, or nothing when they are too many."""
        items = tuple(item for section in self.sections for item in section.items)
        return items if len(items) <= FLAT_LIMIT else ()


@cache
def collect() -> tuple[NavItem, ...]:
    """The items of every installed app that has a ``web/nav.py``, in section order."""
    found: list[NavItem] = []
    for app in apps.get_app_configs():
        for name in (f"{app.name}.web.nav", f"{app.name}.nav"):
            try:
                exists = util.find_spec(name) is not None
            except ModuleNotFoundError:
                exists = False
            if exists:
                found.extend(import_module(name).ITEMS)
    order = list(SECTIONS)
    return tuple(sorted(found, key=lambda item: order.index(item.section)))


def for_person(
    user: Any, path: str, items: Iterable[NavItem] | None = None, belongs_to: Sequence[str] = ()
) -> Navigation:
    """The navigation of this person on this page; items without an address are left out.

    ``belongs_to`` names the items that the page may belong to: the first that the person may reach is the current one.
    Without it the item whose address begins the page's is current.
    """
    shown: dict[str, list[ShownItem]] = {name: [] for name in SECTIONS}
    addresses: dict[str, str] = {}
    for item in collect() if items is None else items:
        try:
            url = reverse(item.url_name)
        except NoReverseMatch:
            continue
        if permits(item.policy, user):
            here = path == url or (url != "/" and path.startswith(url))
            shown[item.section].append(ShownItem(item.label, url, here, item.icon))
            addresses[item.url_name] = url
    home = next((addresses[name] for name in belongs_to if name in addresses), None)
    shown = {name: _longest_match_only(part) if home is None else _only(home, part) for name, part in shown.items()}
    return Navigation(
        sections=tuple(
            ShownSection(name, SECTIONS[name], tuple(part))
            for name, part in shown.items()
            if part and name not in ("account", "footer")
        ),
        account=tuple(shown["account"]),
        footer=tuple(shown["footer"]),
    )


def _only(url: str, items: list[ShownItem]) -> list[ShownItem]:
    """The item of this address is current, whatever the address of the page."""
    return [replace(item, current=item.url == url) for item in items]


def _longest_match_only(items: list[ShownItem]) -> list[ShownItem]:
    """Of several pages whose address begins this path, only the nearest is current."""
    current = [item.url for item in items if item.current]
    nearest = max(current, key=len, default="")
    return [replace(item, current=item.current and item.url == nearest) for item in items]

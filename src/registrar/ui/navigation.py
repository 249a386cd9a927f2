"""Entries of the navigation, brought by each area."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class NavItem:
    """One entry: its text, the name of its address, the policy that shows it, the section it stands in."""

    label: Any
    url_name: str
    policy: str
    section: str = ""

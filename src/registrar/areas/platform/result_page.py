"""The page where the result of a job stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, resolve, reverse

from registrar.ui.policy import permits


@dataclass(frozen=True)
class ResultPage:
    """A page by its url name; `args` and `query` name values among the job's arguments and results.

    `ResultPage("assessment:board", args=("run",))` leads to the run that the job made.
    """

    url_name: str
    args: tuple[str, ...] = ()
    query: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the form in which a job keeps it."""
        return asdict(self)


def result_address(kept: Mapping[str, Any], values: Mapping[str, Any], user: Any) -> str:
    """Return the address that a job kept, or nothing: no page, a value missing, or a page not for this person."""
    if not kept or any(values.get(name) is None for name in (*kept["args"], *kept["query"])):
        return ""
    try:
        path = reverse(kept["url_name"], args=[values[name] for name in kept["args"]])
    except NoReverseMatch:
        return ""
    policy = getattr(getattr(resolve(path).func, "view_class", None), "policy", "")
    if not policy or not permits(policy, user):
        return ""
    query = urlencode({name: values[name] for name in kept["query"]})
    return f"{path}?{query}" if query else path

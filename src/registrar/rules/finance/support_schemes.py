"""Which schemes of financial help a student may turn to."""

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class SupportSchemesFacts(Facts):
    """A student who looks for help with the cost of study."""

    residency: Literal["local", "nonlocal"] = Field(description="Local or non-local student")
    mode: Literal["full_time", "part_time"] = Field(description="Full-time or part-time study")
    funding: Literal["ugc", "self_financed"] = Field(description="How the programme is funded")


@rule(
    name="finance.support_schemes",
    title=Bilingual("Schemes of financial assistance", "經濟援助計劃"),
    clauses={"schemes": ("polyu-2024-25:12C-12",)},
    parameters=("finance.support_schemes",),
    binds_by="event_date",
)
def support_schemes(facts: SupportSchemesFacts, parameters: Parameters, as_of: date) -> Decision:
    """Name the schemes whose conditions a student meets (12C-12); refused where there is none.

    The result has `schemes` and, among them, `means_tested`. Need itself is tested by the scheme, not here.
    """
    clause = parameters.cite("schemes")
    findings, open_to = [], []
    for code, scheme in parameters["finance.support_schemes"].items():
        fits = all(getattr(facts, name) in scheme[name] for name in ("residency", "mode", "funding"))
        key = "finance.support.open" if fits else "finance.support.closed"
        findings.append(Finding(clause, fits, Message(key, {"scheme": Bilingual(**scheme["title"])}), advice=not fits))
        if fits:
            open_to.append((code, bool(scheme["means_tested"])))
    if not open_to:
        findings.append(Finding(clause, False, Message("finance.support.none", {})))
    means_tested = tuple(code for code, tested in open_to if tested)
    return Decision.of(findings, {"schemes": tuple(code for code, _ in open_to), "means_tested": means_tested})

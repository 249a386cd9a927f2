"""What somebody who comes for a parchment has to bring."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class ParchmentCollectionFacts(Facts):
    """Who comes, and what the officer at the counter has seen."""

    collector: Literal["graduate", "representative"] = Field(description="Who comes for the parchment")
    identity_seen: bool = Field(default=False, description="The graduate's own identity document has been seen")
    authorisation: bool = Field(default=False, description="A written authorisation by the graduate has been handed in")
    representative_named: bool = Field(default=False, description="The authorisation names the representative")
    representative_number: bool = Field(
        default=False, description="It gives the number of the representative's identity document"
    )
    representative_document: str = Field(default="", description="Kind of that document; empty: not told")
    graduate_copy: bool = Field(default=False, description="A copy of the graduate's identity document is attached")
    graduate_document: str = Field(default="", description="Kind of the document that is copied; empty: not told")


@rule(
    name="award.parchment_collection",
    title=Bilingual("Collecting a parchment", "領取畢業證書"),
    clauses={"collect": ("polyu-2024-25:7C-04",)},
    parameters=("award.parchment_documents",),
    binds_by="term",
    kind="acceptance",
)
def parchment_collection(facts: ParchmentCollectionFacts, parameters: Parameters, as_of: date) -> Decision:
    """Let the graduate, or a representative with everything that the clause asks for, take the parchment.

    A representative brings a written authorisation with name and number of an identity document, and a copy of the
    graduate's own. Each missing piece is a finding of its own. NOT_APPLICABLE in editions without the clause.
    """
    if not parameters.has_clause("collect"):
        return Decision.not_applicable()
    if facts.collector == "graduate":
        return Decision.of([_piece("identity", facts.identity_seen, parameters)])
    if not facts.authorisation:
        return Decision.of([_piece("authorisation", False, parameters)])
    kinds = parameters["award.parchment_documents"]
    return Decision.of(
        [
            _piece("authorisation", True, parameters),
            _piece("name", facts.representative_named, parameters),
            _piece("number", facts.representative_number, parameters),
            _piece("copy", facts.graduate_copy, parameters),
            *_kinds(facts, kinds, parameters),
        ]
    )


def _piece(name: str, there: bool, parameters: Parameters) -> Finding:
    clause = parameters.cite("collect")
    if there:
        return Finding(clause, True, Message(f"award.collection.{name}", {}))
    cure = Cure(Message(f"award.collection.bring_{name}", {}))
    return Finding(clause, False, Message(f"award.collection.no_{name}", {}), cure)


def _kinds(facts: ParchmentCollectionFacts, kinds: list[str], parameters: Parameters) -> list[Finding]:
    """A document of another kind does not serve."""
    shown = [
        kind
        for kind, there in (
            (facts.representative_document, facts.representative_number),
            (facts.graduate_document, facts.graduate_copy),
        )
        if there and kind
    ]
    args: dict[str, Any] = {}
    cure = Cure(Message("award.collection.bring_document", args))
    message = Message("award.collection.other_document", args)
    return [Finding(parameters.cite("collect"), False, message, cure) for kind in shown if kind not in kinds][:1]

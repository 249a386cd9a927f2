"""Two kinds of import contract that import-linter lacks; .importlinter uses them beside its own."""

from __future__ import annotations

import sys

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

Breach = tuple[str, str, str]


class OnlyImports(Contract):
    """The modules import nothing but what is allowed: a new library is refused until somebody lists it.

    Options: `modules` (packages), `allowed` (packages or modules), `stdlib` (True: the whole standard library is
    allowed too, bar what `refused` names).
    """

    type_name = "only_imports"

    modules = fields.ListField(subfield=fields.StringField())
    allowed = fields.SetField(subfield=fields.StringField())
    refused = fields.SetField(subfield=fields.StringField(), required=False)
    stdlib = fields.BooleanField(required=False, default=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every direct import of the modules and their descendants."""
        breaches: list[Breach] = []
        for root in self.modules:  # type: ignore[attr-defined]
            for importer in sorted({root, *graph.find_descendants(root)} & graph.modules):
                for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                    if not self._may(imported):
                        breaches.append((importer, imported, _line(graph, importer, imported)))
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import that is not on the list."""
        _render(check, "imports, without being allowed to,")

    def _may(self, imported: str) -> bool:
        if any(_inside(imported, name) for name in self.refused or ()):  # type: ignore[attr-defined]
            return False
        if any(_inside(imported, name) for name in self.allowed):  # type: ignore[attr-defined]
            return True
        return bool(self.stdlib) and imported.partition(".")[0] in sys.stdlib_module_names


class PrivatePart(Contract):
    """A named part of every package of a kind is imported only within its own package.

    Options: `packages` (their parent), `part` (the private module's name): registrar.areas and models say that
    registrar.areas.finance.models is the business of registrar.areas.finance alone. `open_to` names subpackages that
    may look all the same: a test sets rows up and looks at them.
    """

    type_name = "private_part"

    packages = fields.StringField()
    part = fields.StringField()
    open_to = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at who imports the part of each package directly."""
        breaches: list[Breach] = []
        packages = graph.find_children(str(self.packages)) if self.packages in graph.modules else set()
        for package in sorted(packages):
            private = f"{package}.{self.part}"
            for module in sorted(({private} & graph.modules) | _descendants(graph, private)):
                for importer in sorted(graph.find_modules_that_directly_import(module)):
                    free = set(importer.split(".")) & set(self.open_to or ())  # type: ignore[attr-defined]
                    if not free and not _inside(importer, package):
                        breaches.append((importer, module, _line(graph, importer, module)))
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import of another package's part."""
        _render(check, "imports what is private to another package,")


def _inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def _descendants(graph: ImportGraph, module: str) -> set[str]:
    return set(graph.find_descendants(module)) if module in graph.modules else set()


def _line(graph: ImportGraph, importer: str, imported: str) -> str:
    details = graph.get_import_details(importer=importer, imported=imported)
    return ", ".join(str(detail["line_number"]) for detail in details)


def _render(check: ContractCheck, verb: str) -> None:
    for importer, imported, line in check.metadata["breaches"]:
        output.print_error(f"- {importer} (line {line}) {verb} {imported}", bold=False)
    output.new_line()

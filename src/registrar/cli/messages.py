"""`registrar messages`: compiles the texts of both languages (Babel: no gettext needs to be installed).

The rules' own texts (texts.yaml) are not compiled; they are looked through for gaps here too.
"""

import argparse
import sys
from pathlib import Path

NAME = "messages"
HELP = "Compile the translations; refuses one that is empty or marked fuzzy."

SOURCE = Path(__file__).resolve().parents[1]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be chosen."""
    parser.add_argument("--check", action="store_true", help="look for gaps only, write nothing")


def run(args: argparse.Namespace) -> int:
    """Compile every catalogue below the source; 1 when one, or the texts of the rules, have a gap, named by place."""
    gaps: list[str] = []
    found = catalogues()
    for path in found:
        gaps += compile_catalogue(path, write=not args.check)
    gaps += rule_gaps()
    for gap in gaps:
        print(gap, file=sys.stderr)
    print(f"{len(found)} catalogues, {len(gaps)} gaps")
    return 1 if gaps else 0


def rule_gaps() -> list[str]:
    """What the texts of the rules lack, a line for each gap; also for a texts.yaml that cannot be read."""
    from registrar.rulebook.problem import RulebookError
    from registrar.rulebook.text_gaps import text_gaps

    try:
        return text_gaps()
    except RulebookError as error:
        return [str(problem) for problem in error.problems]


def catalogues() -> list[Path]:
    """The .po files below the source."""
    return sorted(SOURCE.glob("**/locale/*/LC_MESSAGES/*.po"))


def compile_catalogue(path: Path, *, write: bool) -> list[str]:
    """Compile one .po file beside itself and return what is missing in it, a line for each gap."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parts[-3], abort_invalid=True)
    gaps = []
    for message in catalogue:
        forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if message.id and (message.fuzzy or not all(forms)):
            what = "fuzzy" if message.fuzzy else "empty"
            gaps.append(f"{path.relative_to(SOURCE)}:{message.lineno}: {what} translation of {message.id!r}")
    if write and not gaps:
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
    return gaps

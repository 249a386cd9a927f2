"""The table of demonstration sign-ins, asked for once and then remembered with the data that it speaks of."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping

from registrar.supervisor.database import ROOT
from registrar.supervisor.stamps import DatabaseStamps, digest_of

# Another file after the table was emptied and filled anew, as `registrar demo create --replace` does.
_GENERATION = "select pg_relation_filenode('studies_study')"
_SOURCE = ROOT / "src" / "registrar"


def sign_ins_table(url: str, environment: Mapping[str, str]) -> str:
    """The table as `registrar demo sign-ins` prints it to this terminal; its complaint where there are none.

    Asking takes a second, for it starts Django; the answer stands in the database for the next start.
    """
    width = str(shutil.get_terminal_size().columns) if sys.stdout.isatty() else ""
    source = [_SOURCE / "cli" / "demo.py", *(_SOURCE / "demo").glob("**/*.py")]
    stamps = DatabaseStamps(url)
    code = digest_of(path for path in source if path.exists())[:16]
    name = f"sign-ins {width} {code} {stamps.ask(_GENERATION)}"
    known = stamps.read().get(name)
    if known is not None:
        return known
    wanted = dict(environment)
    if width:  # it writes into a pipe, and should still look as if it wrote to the terminal
        wanted |= {"FORCE_COLOR": "1", "COLUMNS": width}
    command = [sys.executable, "-m", "registrar", "demo", "sign-ins"]
    done = subprocess.run(command, cwd=ROOT, env=wanted, capture_output=True, text=True, check=False)
    table = f"\n{(done.stdout or done.stderr).rstrip()}\n"
    if done.returncode == 0:
        stamps.write(name, table)
    return table

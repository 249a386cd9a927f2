"""Finds the Chromium that the browser journeys drive, and what drives it; installs Debian's where that is allowed."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PACKAGES = ("chromium", "fonts-noto-cjk")
# Playwright brings a Node of its own, whose one library beyond the usual a small machine has not.
DRIVER_PACKAGES = ("libatomic1",)


def find_or_install() -> tuple[str, str]:
    """The browser's path and an empty string, or an empty path and the reason why there is none to drive."""
    named = os.environ.get("CHROMIUM", "")
    if named and not shutil.which(named):
        return "", f"CHROMIUM names {named}, which is not there"
    found = named or _find()
    refusal = _driver_refusal()
    wanted = (*(() if found else PACKAGES), *(DRIVER_PACKAGES if refusal else ()))
    if not wanted:
        return found, ""
    lacking = f"Playwright does not start ({refusal})" if found else "none is installed"
    if why_not := _install(wanted, lacking):
        return "", why_not
    found = named or _find()
    if not found:
        return "", "apt-get installed it, and it is still not to be found"
    refusal = _driver_refusal()
    return ("", f"Playwright does not start ({refusal})") if refusal else (found, "")


def _install(packages: tuple[str, ...], lacking: str) -> str:
    """Install packages; the reason where that is not possible, else an empty string."""
    if shutil.which("apt-get") is None:
        return f"{lacking}, and this machine has no apt-get to install it with"
    if os.geteuid() != 0:
        return f"{lacking}; an administrator can: apt-get install {' '.join(packages)}"
    print(f"Installing {' and '.join(packages)} with apt-get (some minutes)", flush=True)
    for command in (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", *packages]):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            last = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no reason given"]
            return f"{' '.join(command[:2])} failed: {last[0]}"
    return ""


def _find() -> str:
    return next((path for path in map(shutil.which, NAMES) if path), "")


def _driver_refusal() -> str:
    """What Playwright's Node says instead of starting; an empty string when it starts."""
    node = _driver()
    try:
        done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    except OSError as error:
        return str(error)
    said = (done.stderr or done.stdout).strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
    return said[0] if done.returncode else ""


def _driver() -> str:
    """The Node that Playwright will start."""
    package = importlib.util.find_spec("playwright")
    brought = Path(package.origin).parent / "driver" / "node" if package and package.origin else Path("node")
    return os.environ.get("PLAYWRIGHT_NODEJS_PATH", "") or str(brought)

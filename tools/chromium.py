"""Finds the Chromium that the browser journeys drive, or installs Debian's where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PACKAGES = ("chromium", "fonts-noto-cjk")


def find_or_install() -> tuple[str, str]:
    """The browser's path and an empty string, or an empty path and the reason why there is none."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        return (named, "") if shutil.which(named) else ("", f"CHROMIUM names {named}, which is not there")
    found = _find()
    if found:
        return found, ""
    if shutil.which("apt-get") is None:
        return "", "none is installed, and this machine has no apt-get to install it with"
    if os.geteuid() != 0:
        return "", f"none is installed; an administrator can: apt-get install {' '.join(PACKAGES)}"
    print(f"Installing {' and '.join(PACKAGES)} with apt-get (some minutes)", flush=True)
    for command in (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", *PACKAGES]):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            last = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no reason given"]
            return "", f"{' '.join(command[:2])} failed: {last[0]}"
    found = _find()
    return (found, "") if found else ("", "apt-get installed it, and it is still not to be found")


def _find() -> str:
    return next((path for path in map(shutil.which, NAMES) if path), "")

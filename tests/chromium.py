"""Finds the browser of the journeys, or gets one, or names the one command that mends it.

`python -m tests.chromium` is what `make test` runs first. The order: `$CHROMIUM`, a browser of the
system, Playwright's own download, Debian's package when we are root. Of each the headless shell comes
first: the same engine without the windows it would never open, and a third quicker.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CONNECT_MILLISECONDS = "5000"
DOWNLOAD_SECONDS = 240
PACKAGES = ("chromium-headless-shell", "chromium")
"""Debian's, the first that it has."""
MEND = "sudo apt-get install chromium"


def find() -> str | None:
    """Path of a Chromium that runs, without fetching anything."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [shutil.which(name) for name in NAMES] + [downloaded()]
    return next((path for path in candidates if path and runs(path)), None)


def runs(path: str) -> bool:
    """Whether the program starts at all: a download can lack libraries of the system."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def downloaded() -> str | None:
    """Path of Playwright's own Chromium where it has been downloaded."""
    home = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    folder = Path(home) if home else Path.home() / ".cache" / "ms-playwright"
    for pattern in ("chromium_headless_shell-*/*/*headless*shell*", "chromium-*/chrome-linux*/chrome"):
        for path in sorted(folder.glob(pattern), reverse=True):
            if os.access(path, os.X_OK) and path.is_file():
                return str(path)
    return None


def download() -> None:
    """Try Playwright's download. It fails fast where the network forbids it."""
    print("No Chromium on this machine; trying Playwright's download …", flush=True)
    limits = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": CONNECT_MILLISECONDS}
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    try:
        subprocess.run(command, env=os.environ | limits, capture_output=True, timeout=DOWNLOAD_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        print("  it took too long.", flush=True)


def install() -> None:
    """Try Debian's package, as root only."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print("Trying Debian's package …", flush=True)
    subprocess.run(["apt-get", "update", "-qq"], capture_output=True, check=False)
    for package in PACKAGES:
        done = subprocess.run(
            ["apt-get", "install", "-qq", "-y", "--no-install-recommends", package],
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            capture_output=True,
            check=False,
        )
        if done.returncode == 0:
            return


def main() -> int:
    """0 when a Chromium is ready."""
    for get in (None, download, install):
        if get is not None:
            get()
        if find() is not None:
            return 0
    print(
        f"The browser journeys need Chromium and none could be fetched. Run: {MEND}\n"
        "(or set CHROMIUM=/path/to/chromium), then make test again.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())

"""Starting processes that never outlive the one that started them."""

import ctypes
import os
import signal
import subprocess
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(number: int = signal.SIGTERM) -> None:
    """Ask the kernel to send this process a signal when the thread that started it ends."""
    _libc.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)


def tied_to(parent: int, number: int = signal.SIGTERM) -> Callable[[], None]:
    """A `preexec_fn` that ties the new program to process `parent`, even if that died meanwhile."""

    def tie() -> None:
        die_with_parent(number)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)

    return tie


def ended(process: "subprocess.Popen[bytes]") -> str:
    """How a finished process ended, in words."""
    code = process.returncode
    if code is not None and code < 0:
        return f"killed by {signal.Signals(-code).name}"
    return f"exit code {code}"


def stop(process: "subprocess.Popen[bytes]", *, number: int = signal.SIGTERM, seconds: float = 8.0) -> None:
    """Ask a process to end, and end it when it has not within `seconds`."""
    if process.poll() is not None:
        return
    process.send_signal(number)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

"""One supervised child of the runner: started, watched, started again, stopped."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from academy.services.children import ended, stop, tied_to
from academy.services.environment import PROJECT

LONGEST_WAIT = 30.0
STEADY_SECONDS = 60.0
"""A process that ran this long is taken to be well: its next end is answered at once."""


@dataclass
class Supervised:
    """A program that must always run. `name` is what people read."""

    name: str
    command: Sequence[str]
    pass_fds: Sequence[int] = ()
    say: Callable[[str], None] = print
    process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)
    _wait: float = field(default=1.0, init=False)
    _started_at: float = field(default=0.0, init=False)
    _start_at: float | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it in a session of its own; it gets SIGTERM should the runner die."""
        self._started_at, self._start_at = time.monotonic(), None
        self.process = subprocess.Popen(  # noqa: S603 - our own programs
            [sys.executable, *self.command],
            cwd=PROJECT,
            env=os.environ | {"MALLOC_ARENA_MAX": "2"},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=tuple(self.pass_fds),
            preexec_fn=tied_to(os.getpid()),
        )

    def watch(self) -> None:
        """Notice an end, say so, and start again after a wait that doubles up to half a minute."""
        now = time.monotonic()
        if self._start_at is not None:
            if now >= self._start_at:
                self.start()
            return
        if self.process is None or self.process.poll() is None:
            return
        if now - self._started_at > STEADY_SECONDS:
            self._wait = 1.0
        self.say(f"The {self.name} stopped ({ended(self.process)}); starting it again in {self._wait:.0f} s.")
        self._start_at = now + self._wait
        self._wait = min(self._wait * 2, LONGEST_WAIT)

    def stop(self, until: float) -> None:
        """Wait for its end, which `ask_to_stop` began, until the monotonic time `until`; then kill it."""
        if self.process is not None:
            stop(self.process, seconds=max(until - time.monotonic(), 0.1))

    def ask_to_stop(self) -> None:
        """Send SIGTERM; web and worker finish what they are doing."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

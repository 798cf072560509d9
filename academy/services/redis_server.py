"""Starting the wheel's Redis as a child of the keeper."""

import os
import signal
import socket
import subprocess
import time

from academy.services.children import ended, tied_to
from academy.services.places import Places, redis_program
from academy.services.refusals import CannotStart

START_SECONDS = 30
DATABASES = 256
"""Enough that each test process can have one of its own."""


def start(places: Places, lock_fd: int) -> "subprocess.Popen[bytes]":
    """Start the server and wait until it answers. It holds `lock_fd` as long as it lives."""
    places.redis_socket.unlink(missing_ok=True)
    command = [
        str(redis_program()),
        *("--port", "0", "--unixsocket", str(places.redis_socket), "--unixsocketperm", "700"),
        *("--dir", str(places.redis), "--appendonly", "yes", "--save", "", "--daemonize", "no"),
        *("--databases", str(DATABASES), "--logfile", str(places.logs / "redis.log"), "--loglevel", "warning"),
    ]
    process = subprocess.Popen(  # noqa: S603 - our own program and arguments
        command,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        pass_fds=(lock_fd,),
        preexec_fn=tied_to(os.getpid(), signal.SIGTERM),
    )
    _wait(process, places)
    return process


def _wait(process: "subprocess.Popen[bytes]", places: Places) -> None:
    until = time.monotonic() + START_SECONDS
    while not answers(str(places.redis_socket)):
        if process.poll() is not None:
            raise CannotStart(f"Redis did not start ({ended(process)}); see {places.logs / 'redis.log'}")
        if time.monotonic() > until:
            process.kill()
            raise CannotStart(f"Redis did not answer within {START_SECONDS} seconds.")
        time.sleep(0.02)


def answers(address: str) -> bool:
    """Whether a Redis that has finished loading listens at this socket."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1)
        try:
            client.connect(address)
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False

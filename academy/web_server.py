"""How gunicorn runs: `gunicorn -c python:academy.web_server`. The environment may change the numbers.

Everything is loaded once before the workers are made, and kept out of the garbage collector's
way (`gc.freeze`), so that the workers share that memory instead of copying it.
"""

import gc
import os

wsgi_app = "academy.wsgi:application"
bind = [os.environ.get("BIND", "127.0.0.1:8000")]
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
timeout = 60
graceful_timeout = 4
loglevel = "warning"
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - gunicorn's own heartbeat
control_socket_disable = True


def when_ready(server: object) -> None:
    """Called once, before the first worker is made: load what the first request would load."""
    from django.urls import get_resolver

    len(get_resolver().url_patterns)
    gc.collect()
    gc.freeze()

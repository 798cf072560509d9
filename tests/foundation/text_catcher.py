"""A real little text gateway on this machine that keeps what it is given."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Gateway:
    """`answer` is the status it gives; `hold` makes it fall silent once it has read the request."""

    def __init__(self):
        self.texts, self.headers, self.answer = [], [], 202
        self.reached, self.held = threading.Event(), None


@contextmanager
def catching_texts(settings):
    """Point the product at a gateway of our own."""
    gateway = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            gateway.texts.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            gateway.headers.append(dict(self.headers))
            gateway.reached.set()
            if gateway.held:
                gateway.held.wait(30)
            self.send_response(gateway.answer)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    settings.TEXT_GATEWAY_URL = f"http://127.0.0.1:{server.server_port}/texts"
    settings.TEXT_GATEWAY_TOKEN = "secret-of-the-test"
    try:
        yield gateway
    finally:
        if gateway.held:
            gateway.held.set()
        server.shutdown()
        server.server_close()
        thread.join()

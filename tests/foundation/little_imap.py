"""A real little IMAP server on this machine: just the commands that reading a mailbox takes."""

import datetime
import socketserver
import ssl
import threading
from contextlib import contextmanager
from functools import partial

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from foundation.mailbox import Mailbox


class Mails:
    """`seen` are the numbers marked as read; `drop_after` cuts the line after so many mails were fetched."""

    def __init__(self, *raw):
        self.raw, self.seen, self.fetched, self.drop_after = list(raw), set(), [], None
        self.logins = 0


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("* OK ready")
        for line in self.rfile:
            tag, _, rest = line.decode().strip().partition(" ")
            words = rest.split(" ")
            name = words[1] if words[0].upper() == "UID" else words[0]
            if not getattr(self, f"on_{name.lower()}")(tag, words):
                return

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def done(self, tag, *lines):
        for line in lines:
            self.say(f"* {line}")
        self.say(f"{tag} OK done")
        return True

    def on_capability(self, tag, words):
        return self.done(tag, "CAPABILITY IMAP4rev1")

    def on_login(self, tag, words):
        self.server.mails.logins += 1
        if words[2] != '"right"':
            self.say(f"{tag} NO wrong password")
            return True
        return self.done(tag)

    def on_select(self, tag, words):
        return self.done(tag, f"{len(self.server.mails.raw)} EXISTS")

    def on_search(self, tag, words):
        mails = self.server.mails
        unseen = [str(n) for n in range(1, len(mails.raw) + 1) if n not in mails.seen]
        return self.done(tag, f"SEARCH {' '.join(unseen)}")

    def on_fetch(self, tag, words):
        number, mails = int(words[2]), self.server.mails
        raw = mails.raw[number - 1]
        if "SIZE" in words[3]:
            return self.done(tag, f"{number} FETCH (UID {number} RFC822.SIZE {len(raw)})")
        mails.fetched.append(number)
        self.say(f"* {number} FETCH (UID {number} BODY[] {{{len(raw)}}}")
        self.wfile.write(raw)
        self.say(")")
        self.done(tag)
        return mails.drop_after is None or len(mails.fetched) < mails.drop_after

    def on_store(self, tag, words):
        self.server.mails.seen.add(int(words[2]))
        return self.done(tag)

    def on_logout(self, tag, words):
        self.done(tag, "BYE")
        return False


def self_signed(folder):
    """A certificate that nobody vouches for, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
    plain = serialization.NoEncryption()
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    )
    return file


def _over_tls(socket, certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    taken, address = socket.accept()
    return context.wrap_socket(taken, server_side=True), address


@contextmanager
def mailbox_of(mails, password="right", certificate=None):
    """A mailbox with these mails; with a certificate it speaks TLS from the start."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        if certificate:
            server.get_request = partial(_over_tls, server.socket, certificate)
        server.mails, server.daemon_threads = mails, True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield Mailbox("127.0.0.1", server.server_address[1], "academy", password, "INBOX", secure=bool(certificate))
        finally:
            server.shutdown()
            thread.join()

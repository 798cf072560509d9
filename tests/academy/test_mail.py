"""EMAIL_URL as Django's settings."""

import pytest

from academy.mail import mail_settings, other_ways
from academy.services.refusals import CannotStart


def test_without_an_address_messages_become_files(tmp_path):
    found = mail_settings("", tmp_path)
    assert (found["EMAIL_BACKEND"].rpartition(".")[0], found["EMAIL_FILE_PATH"]) == (
        "foundation.mail",
        str(tmp_path / "mail"),
    )


def test_an_smtp_address_is_taken_apart(tmp_path):
    found = mail_settings("smtp://us%40er:p%2Fw@mail.council:587/?tls=1&from=academy@council.test", tmp_path)
    assert found["EMAIL_HOST"] == "mail.council"
    assert found["EMAIL_PORT"] == 587
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("us@er", "p/w")
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (True, False)
    assert found["DEFAULT_FROM_EMAIL"] == "academy@council.test"


def test_smtps_is_tls_from_the_start(tmp_path):
    found = mail_settings("smtps://mail.council", tmp_path)
    assert (found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"], found["EMAIL_PORT"]) == (True, False, 465)


@pytest.mark.parametrize("url", ["mail.council", "http://mail.council", "smtp://"])
def test_any_other_form_is_refused_with_the_right_one(tmp_path, url):
    with pytest.raises(CannotStart, match="write it as smtp://"):
        mail_settings(url, tmp_path)


def test_a_text_gateway_and_a_mailbox_are_addresses():
    environ = {
        "TEXT_GATEWAY_URL": "https://texts.example/send",
        "TEXT_GATEWAY_TOKEN": "token",
        "REPLIES_URL": "imaps://academy%40council.example:p%2Fw@mail.example/Answers",
    }
    box, url, token = other_ways(environ)
    assert (url, token) == ("https://texts.example/send", "token")
    assert (box.host, box.port, box.user, box.password, box.folder, box.secure) == (
        "mail.example",
        993,
        "academy@council.example",
        "p/w",
        "Answers",
        True,
    )
    assert other_ways({}) == (None, "", "")


@pytest.mark.parametrize(
    "environ",
    [
        {"TEXT_GATEWAY_URL": "http://texts.example/send"},
        {"TEXT_GATEWAY_URL": "file:///etc/passwd"},
        {"REPLIES_URL": "imap://user:secret@mail.example"},
        {"REPLIES_URL": "imaps://mail.example"},
    ],
)
def test_what_would_send_a_secret_in_the_clear_stops_the_start(environ):
    with pytest.raises(CannotStart, match="is not understood"):
        other_ways(environ)

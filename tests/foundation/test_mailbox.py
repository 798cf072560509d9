import pytest

from foundation.mailbox import LARGEST, Mailbox, MailboxFailed, read_new
from tests.foundation.little_imap import Mails, mailbox_of, self_signed

FIRST, SECOND = b"Subject: one\r\n\r\nHello\r\n", b"Subject: two\r\n\r\n* OK not an answer of the server\r\n"


def read(mails, **more):
    found = []
    with mailbox_of(mails, **more) as mailbox:
        count = read_new(mailbox, found.append)
    return count, found


def test_each_new_mail_is_handed_over_and_marked():
    mails = Mails(FIRST, SECOND)
    assert read(mails) == (2, [FIRST, SECOND])
    assert mails.seen == {1, 2}
    assert read(mails) == (0, [])


def test_an_empty_mailbox_is_no_trouble():
    assert read(Mails()) == (0, [])


def test_what_was_not_dealt_with_comes_again():
    mails = Mails(FIRST, SECOND)

    def fail(raw):
        raise RuntimeError("the database is gone")

    with mailbox_of(mails) as mailbox, pytest.raises(RuntimeError):
        read_new(mailbox, fail)
    assert mails.seen == set()
    assert read(mails)[0] == 2


def test_a_line_cut_in_the_middle_says_so_and_the_rest_comes_later():
    mails = Mails(FIRST, SECOND)
    mails.drop_after = 1
    with pytest.raises(MailboxFailed, match="could not be read"):
        read(mails)
    mails.drop_after = None
    assert 2 in mails.seen or read(mails)[0] >= 1


def test_a_huge_mail_is_marked_and_left_alone():
    mails = Mails(b"x" * (LARGEST + 1), FIRST)
    assert read(mails)[1] == [FIRST]
    assert mails.seen == {1, 2}


def test_a_wrong_password_and_a_server_that_is_not_there_say_so():
    with pytest.raises(MailboxFailed, match="wrong password"):
        read(Mails(), password="wrong")
    with pytest.raises(MailboxFailed, match="could not be read"):
        read_new(Mailbox("127.0.0.1", 9, "a", "b", "INBOX", secure=False), print)


def test_a_server_that_cannot_prove_its_name_gets_no_password(tmp_path):
    mails = Mails(FIRST)
    with mailbox_of(mails, certificate=self_signed(tmp_path)) as mailbox, pytest.raises(MailboxFailed, match="certif"):
        read_new(mailbox, print)
    assert mails.logins == 0

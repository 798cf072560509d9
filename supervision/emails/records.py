"""Letters about records: that there is something to read or to sign, and who may read; never a word of it."""

from foundation.wordings import Wording

GROUP = "Supervision"
ABOUT = {
    "first_name": ("The first name of whoever it is for", "Priya"),
    "other": ("The other of the two", "Joseph Skelton"),
    "date": ("The day the supervision was held", "Thursday 12 November 2026"),
    "link": ("The address of the record", "https://academy.example/supervision/records/…/"),
}
SIGN_BY = {"sign_by": ("The last day to sign", "Thursday 26 November 2026")}
SHARED = Wording(
    "supervision-record-shared",
    "A record of supervision can be read",
    GROUP,
    "The record of your supervision on {date}",
    "Hello {first_name}\n\n{other} has written up your supervision on {date}. Read it, add what is missing, "
    "and say where you see something differently. Nothing is final until both of you have signed.\n\n{link}\n",
    ABOUT,
    keeps=("link",),
    when="When whoever led a supervision shares its record; to whom it was about.",
)
TO_SIGN = Wording(
    "supervision-record-to-sign",
    "A record of supervision waits for the second signature",
    GROUP,
    "The record of your supervision on {date} is ready to sign",
    "Hello {first_name}\n\n{other} has signed the record of your supervision on {date}. Please read it and sign it "
    "by {sign_by}. If you see something differently, say so there first: it stands beside the record for good.\n\n"
    "{link}\n",
    ABOUT | SIGN_BY,
    keeps=("link", "sign_by"),
    when="When whoever led a supervision has signed its record; to whom it was about.",
)
SIGNED = Wording(
    "supervision-record-signed",
    "A record of supervision is signed by both",
    GROUP,
    "The record of supervision on {date} is signed",
    "Hello {first_name}\n\nThe record of your supervision with {other} on {date} is signed by both of you and "
    "locked. You can read it, and add a dated note to it, at any time:\n\n{link}\n",
    ABOUT,
    keeps=("link",),
    when="When the second of the two signs; to both.",
)
ISSUED = Wording(
    "supervision-record-issued",
    "A record of supervision is issued unsigned",
    GROUP,
    "The record of supervision on {date} is issued without the second signature",
    "Hello {first_name}\n\nThe last day to sign the record of supervision with {other} on {date} has passed. It is "
    "now issued without the second signature, and says so. Either of you can still add a dated note:\n\n{link}\n",
    ABOUT,
    keeps=("link",),
    when="When the last day to sign has passed; to both.",
)
ADDED = Wording(
    "supervision-record-added",
    "Something was added to a record of supervision",
    GROUP,
    "Something was added to the record of supervision on {date}",
    "Hello {first_name}\n\n{other} has added something to the record of supervision on {date}. Read it here:\n\n"
    "{link}\n",
    ABOUT,
    keeps=("link",),
    when="When one of the two comments, sees something differently or adds a later note; to the other.",
)
OPENED = Wording(
    "supervision-record-opened",
    "A record of supervision is opened to somebody else",
    GROUP,
    "Who may read the record of supervision on {date}",
    "Hello {first_name}\n\nThe record of supervision with {other} on {date} has been opened to somebody besides the "
    "two of you. Who that is, why, for how long, and each time they look, stands with the record:\n\n{link}\n\n"
    "If you have a question about it, ask your manager or the Academy.\n",
    ABOUT,
    keeps=("link",),
    when="When a record is opened for a sample, a referral, an audit, an inspection or by two people; to both. "
    "What an investigation keeps from them is told on the day it ends.",
)
WORDINGS = (SHARED, TO_SIGN, SIGNED, ISSUED, ADDED, OPENED)

"""Letters about reflections and registration. None holds a word that somebody wrote, nor what it was about."""

from foundation.wordings import Wording

GROUP = "Reflection and registration"
FIRST_NAME = ("The first name of whoever it is for", "Priya")
LINK = ("The address of the page", "https://academy.example/my/cpd/")

REFLECT = Wording(
    "cpd-reflect",
    "What did you take from it?",
    GROUP,
    "Two minutes for what you learned",
    """Hello {first_name}

You learned something a couple of days ago. While it is fresh: what did you take from it, and what will you do?

Your notes are yours alone until you decide to share them:

{link}

There is nothing you have to do. You can switch these letters off under your messages.
""",
    {"first_name": FIRST_NAME, "link": LINK},
    keeps=("link",),
    when="Some hours after learning was recorded, once for each, where nothing was written about it.",
)
DIFFERENCE = Wording(
    "cpd-difference",
    "What difference has it made?",
    GROUP,
    "What difference has it made?",
    """Hello {first_name}

Three months ago you wrote about something you learned. What difference has it made since, to you or to a family?

A line is enough, and it is yours alone unless you shared it:

{link}
""",
    {"first_name": FIRST_NAME, "link": LINK},
    keeps=("link",),
    when="Some months after a reflection was begun, once, where the third question is still empty.",
)
YEAR = Wording(
    "cpd-registration-year",
    "What your registration year still needs",
    GROUP,
    "Your registration year: {short}",
    """Hello {first_name}

{body_name}: {short}. {by_when}.

See what counts, and copy your texts in the order of the form:

{link}

You hand it in to {body_name} yourself; nobody here reads it.
""",
    {
        "first_name": FIRST_NAME,
        "body_name": ("The regulator", "Social Work England"),
        "short": ("How they stand, in short", "1 of 2, no peer reflection yet"),
        "by_when": ("By when", "The year ends 30 November"),
        "link": LINK,
    },
    keeps=("short", "link"),
    when="From the day a body's reminders begin, once a month until nothing is missing; never while somebody is away.",
)
PEER_ASKED = Wording(
    "peer-asked",
    "A colleague asks for peer reflection",
    GROUP,
    "{who} asks you to reflect with them",
    """Hello {first_name}

{who} asks you to read one piece about their practice and write a few lines about it, for their professional registration.

Nothing happens when you open the page; a button shows you the piece:

{link}

You can answer until {until}, or say there that you cannot. You see this piece and nothing else of theirs. If you do not know {who}, please ignore this.
""",
    {
        "first_name": ("Whoever is asked", "Sam"),
        "who": ("Who asks", "Priya Shaw"),
        "until": ("The last day", "21 December 2026"),
        "link": ("The address of the page", "https://academy.example/peer-reflection/…/"),
    },
    keeps=("link", "until"),
    when="When somebody invites a colleague, or a professional from elsewhere, to reflect on one of their pieces.",
)
PEER_ANSWERED = Wording(
    "peer-answered",
    "A colleague has answered",
    GROUP,
    "{who} has written a peer reflection for you",
    """Hello {first_name}

{who} has answered. Read it and decide whether you use it:

{link}
""",
    {"first_name": FIRST_NAME, "who": ("Who answered", "Sam Field"), "link": LINK},
    keeps=("link",),
    when="When a colleague has written a peer reflection.",
)
PEER_REFUSED = Wording(
    "peer-refused",
    "A colleague cannot reflect with you",
    GROUP,
    "{who} cannot do the peer reflection",
    """Hello {first_name}

{who} has said that they cannot do it this time. You can ask somebody else:

{link}
""",
    {"first_name": FIRST_NAME, "who": ("Who was asked", "Sam Field"), "link": LINK},
    keeps=("link",),
    when="When a colleague says that they cannot.",
)
WORDINGS = (REFLECT, DIFFERENCE, YEAR, PEER_ASKED, PEER_ANSWERED, PEER_REFUSED)

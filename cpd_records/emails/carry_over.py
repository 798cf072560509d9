"""Letters about time carried into the next allowance year: what was decided, never why."""

from foundation.wordings import Placeholders, Wording

GROUP = "Learning allowance"
TIME: Placeholders = {
    "first_name": ("The first name of whoever it is for", "Priya"),
    "time": ("How much was asked for", "2 days"),
    "from_year": ("The allowance year it comes from", "2026/27"),
    "into_year": ("The allowance year it goes into", "2027/28"),
    "link": ("The address of the allowance, with the answer", "https://academy.example/my/allowance/"),
}
UNTIL: Placeholders = {"until": ("The last day on which it counts", "30 June 2027")}
WHOSE: Placeholders = {"name": ("Whose time it is", "Liam Spurr")}

GRANTED = Wording(
    "carry-over-granted",
    "Your learning time is carried over",
    GROUP,
    "{time} of learning carried over to {into_year}",
    """Hello {first_name}

Carried over from your learning allowance of {from_year} to {into_year}: {time}. It counts for learning until {until}; what is neither used nor booked by then lapses, and bookings stand.

{link}
""",
    {**TIME, **UNTIL},
    keeps=("until", "link"),
    when="When a head of service grants time that was asked for.",
)
DECLINED = Wording(
    "carry-over-declined",
    "Your learning time is not carried over",
    GROUP,
    "About carrying over learning time to {into_year}",
    """Hello {first_name}

Somebody asked for {time} of your learning allowance of {from_year} to be carried over to {into_year}. The head of service has said no. The answer, with the reason, stands beside your allowance:

{link}

Your allowance is what it was. If you want to talk it through, your manager is the one to ask.
""",
    TIME,
    keeps=("link",),
    when="When a head of service says no.",
)
GRANTED_TO_ASKER = Wording(
    "carry-over-granted-asker",
    "Time you asked for is carried over",
    GROUP,
    "Carried over: {time} for {name}",
    """Hello {first_name}

What you asked for is carried over from {from_year} to {into_year} for {name}: {time}. It counts until {until}, and {name} has been told.

{link}
""",
    {**TIME, **UNTIL, **WHOSE},
    keeps=("link",),
    when="When a head of service grants time, to whoever asked for it.",
)
DECLINED_TO_ASKER = Wording(
    "carry-over-declined-asker",
    "Time you asked for is not carried over",
    GROUP,
    "Not carried over: {time} for {name}",
    """Hello {first_name}

The head of service has not agreed to carry over {time} of {from_year}, which you asked for on behalf of {name}. The answer, with the reason, stands beside the allowance, and {name} has been told:

{link}
""",
    {**TIME, **WHOSE},
    keeps=("link",),
    when="When a head of service says no, to whoever asked.",
)
WORDINGS = (GRANTED, DECLINED, GRANTED_TO_ASKER, DECLINED_TO_ASKER)

"""The letters of this room, as they come with the product (slot "wordings")."""

from foundation.wordings import Wording

GROUP = "Daily mail and texts"
DIGEST = Wording(
    "digest",
    "The daily mail",
    GROUP,
    "{count} messages from the Rotherham Learning Academy",
    """These are your messages since the last daily mail. You asked for one mail a day; urgent news and calendar invitations come on their own.

{messages}

To change when you hear from us:
{choices_link}

Rotherham Learning Academy
""",
    {
        "count": ("How many messages it holds", "2"),
        "messages": ("The messages, each with its subject", "RECORDED: THREE HOUSES\n\nDear Priya, …"),
        "choices_link": ("The address of the page with the choices", "https://academy.example/my/messages/"),
    },
    keeps=("messages", "choices_link"),
    when="Once a day, at the hour somebody chose, where more than one message is waiting.",
)
MOBILE_CODE = Wording(
    "mobile-code",
    "The code that proves a mobile number",
    GROUP,
    "Your code",
    "{code} is your code for text messages from the Rotherham Learning Academy. It works for 15 minutes.\n",
    {"code": ("The code", "482913")},
    keeps=("code",),
    when="As a text, when somebody enters a number for urgent news.",
)
WORDINGS = (DIGEST, MOBILE_CODE)

"""Letters about claims. None repeats what somebody wrote: they lead to the page where it can be read."""

from foundation.wordings import Placeholders, Wording

GROUP = "Claims of learning"
END = "\n\nRotherham Learning Academy\n"
ABOUT: Placeholders = {
    "first_name": ("The first name of whoever it is for", "Priya"),
    "kind": ("What kind of learning it is", "Shadowing"),
    "dates": ("When it was", "12 November 2026"),
    "length": ("How much is claimed", "0.5 days (3 hours 42 minutes)"),
    "link": ("The page of the claim", "https://academy.example/my/cpd/claims/…/"),
}
ASKED: Placeholders = {**ABOUT, "learner": ("Whose claim it is", "Alice Gibbons")}
COUNTED: Placeholders = {
    **ABOUT,
    "counted": ("How much of it counted, where its kind is limited in a year; else empty", ""),
    "credited": ("What came off the allowance", "0.5 days (3 hours 42 minutes)"),
}
FACTS = "{kind}, {dates}, {length}"


def _to_verifier(kind: str, name: str, subject: str, first: str, when: str) -> Wording:
    body = "Hello {first_name},\n\n" + first + "\n\n" + FACTS + "\n\nRead it and answer here:\n\n{link}" + END
    return Wording(kind, name, GROUP, subject, body, ASKED, keeps=("link",), when=when)


def _to_person(kind: str, name: str, subject: str, first: str, when: str) -> Wording:
    body = "Hello {first_name},\n\n" + first + "\n\n" + FACTS + "\n\n{link}" + END
    return Wording(kind, name, GROUP, subject, body, ABOUT, keeps=("link",), when=when)


TO_VERIFY = _to_verifier(
    "claim-to-verify",
    "A claim waits to be verified",
    "{learner} has claimed learning",
    "{learner} has claimed learning that they did, and asks you to verify it.",
    "As soon as somebody sends a claim.",
)
ASKED_FIRST = _to_verifier(
    "claim-asked-first",
    "Somebody asks before the event",
    "{learner} asks about learning ahead",
    "{learner} would like to do some learning that is not in the catalogue, and asks you first.",
    "As soon as somebody uses “Ask first”.",
)
ANSWERED = _to_verifier(
    "claim-answered",
    "A question about a claim is answered",
    "{learner} has answered your question",
    "{learner} has answered what you asked about their claim.",
    "As soon as somebody answers.",
)
REMINDER = _to_verifier(
    "claim-reminder",
    "A claim still waits",
    "A claim of {learner} still waits for you",
    "{learner} is waiting for your answer to a claim. It takes a minute.",
    "Once, after some working days without an answer.",
)
FURTHER_UP = _to_verifier(
    "claim-further-up",
    "A claim nobody answered",
    "A claim of {learner} waits, and nobody has answered",
    "{learner} has claimed learning, and their own manager has not answered. You can verify it as well.",
    "To the manager's manager, after more working days without an answer.",
)
AGREED = _to_person(
    "claim-agreed",
    "Agreed beforehand",
    "Agreed: your learning ahead",
    "You asked first, and it is agreed. Once you have done it, write what you learned and send the claim here:",
    "When a manager agrees to learning ahead.",
)
QUERIED = _to_person(
    "claim-queried",
    "A question about a claim",
    "A question about your claim",
    "There is a question about your claim. Read and answer it here:",
    "When whoever verifies asks something.",
)
REFUSED = _to_person(
    "claim-refused",
    "A claim was not accepted",
    "Your claim was not accepted",
    "Your claim was not accepted. The reason, and what you can do, stands here:",
    "When whoever verifies says no.",
)
REVERSED = _to_person(
    "claim-reversed",
    "A claim was taken back",
    "A verified claim of yours was taken back",
    "A claim of yours had been verified and was taken back. The time is yours again, and the reason stands here:",
    "When a manager or coordinator corrects a verified claim.",
)
LATE_ALLOWED = _to_person(
    "claim-late-allowed",
    "A late claim is allowed",
    "You can send your late claim",
    "A coordinator has allowed your claim although it comes late. Send it here:",
    "When a coordinator allows a claim after the time limit.",
)
VERIFIED = Wording(
    "claim-verified",
    "A claim is verified",
    GROUP,
    "Your claim is verified",
    "Hello {first_name},\n\nYour claim is verified and stands in your CPD record.\n\n"
    + FACTS
    + "\n\nTaken off your allowance: {credited}\n\n{counted}\n\n{link}"
    + END,
    COUNTED,
    keeps=("link",),
    when="When a claim is verified.",
)
WORDINGS = (
    TO_VERIFY,
    ASKED_FIRST,
    ANSWERED,
    REMINDER,
    FURTHER_UP,
    AGREED,
    QUERIED,
    REFUSED,
    REVERSED,
    LATE_ALLOWED,
    VERIFIED,
)

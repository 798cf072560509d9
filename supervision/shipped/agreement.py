"""T5: the agreement two people make before they begin."""

from typing import Any

from supervision.section_classes import MANAGEMENT
from supervision.shipped.parts import ask, must, section

AGREEMENT: dict[str, Any] = {
    "code": "t5",
    "title": "Supervision agreement",
    "kind": "agreement",
    "variant": "",
    "intro": "How we want to work together. We look at it again after three months, then each year, or when one of us "
    "changes.",
    "sections": [
        section(
            "appreciative",
            "Begin with what works",
            MANAGEMENT,
            [must("long_text", "elicit", "Think of the best supervision you have had. What made it good?")],
            writer="supervisee",
        ),
        section(
            "frame",
            "When and where",
            MANAGEMENT,
            [
                must(
                    "choice",
                    "frequency",
                    "How often?",
                    options=["Weekly", "Every two weeks", "Every four weeks", "Every six weeks"],
                ),
                must(
                    "short_text", "length", "How long?", "90 minutes without interruption, unless you agree on another."
                ),
                ask("short_text", "venue", "Where can we talk undisturbed?"),
                must("long_text", "preparation", "How does each of us prepare?"),
            ],
        ),
        section(
            "expectations",
            "What we expect of each other",
            MANAGEMENT,
            [
                must("long_text", "of_supervisor", "What I need from my supervisor"),
                must("long_text", "of_supervisee", "What I need from the person I supervise"),
                ask("long_text", "helps", "What helps you to think, and what makes it hard?"),
                ask("zone", "zone", "Where do you stand as we begin?"),
                must("long_text", "challenge", "How do we tell each other that we see it differently?"),
                ask("long_text", "difference", "What should we know about difference and power between us?"),
            ],
        ),
        section(
            "rules",
            "Rules we both know",
            MANAGEMENT,
            [
                must("yes_no", "recording", "We know what is recorded, who reads it, and that both of us sign it."),
                must(
                    "yes_no",
                    "limits",
                    "We know the limits of confidentiality.",
                    "Risk to a child or adult, misconduct, fitness to practise, fraud, the law, serious risk to oneself.",
                ),
                must("yes_no", "cancelling", "We know how a meeting is moved, and that a reason is given."),
                must(
                    "yes_no",
                    "dispute",
                    "We know the way when we cannot agree.",
                    "Talk first; then my supervisor's manager.",
                ),
                must("person", "delegate", "Who stands in when the supervisor is away for long?"),
            ],
        ),
        section(
            "fair",
            "Was it fair?",
            MANAGEMENT,
            [
                must("yes_no", "heard", "Were both of us heard?"),
                must("yes_no", "explained", "Were the reasons given?"),
                must("yes_no", "clear_next", "Is it clear what we can count on, and what if not?"),
                must("long_text", "good_enough", "What would make this good enough for the children we work for?"),
                must("date", "review_on", "When do we look at it again?", "For example, 27 3 2027"),
            ],
        ),
    ],
}

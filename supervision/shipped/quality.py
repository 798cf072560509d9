"""The form of a quality sample: a few choices about what a manager may read, and no box for words."""

from typing import Any

PURPOSE = "supervision-quality"
ANSWERS = ["Yes, clearly", "In part", "Not yet"]
QUESTIONS = (
    ("followed_up", "Was what had been agreed before followed up?"),
    ("reasons", "Does each decision say why it was taken?"),
    ("child", "Is the child there: what they say, feel and live through?"),
    ("strengths", "Does it say what works well, as well as what worries?"),
    ("good_enough", "Was it asked whether the work would be good enough for our own child and family?"),
    ("agreed", "Are the agreed actions few, clear, owned and dated?"),
    ("language", "Is the language kind, plain and about people?"),
)

QUALITY: dict[str, Any] = {
    "code": "supervision-quality",
    "title": "Quality of supervision records",
    "purpose": PURPOSE,
    "intro": "You read what is about the work and the cases. Choose what fits best; there is nothing to write.",
    "sections": [
        {
            "heading": "What the record shows",
            "fields": [
                {"kind": "choice", "code": code, "prompt": prompt, "help": "", "required": True, "options": ANSWERS}
                for code, prompt in QUESTIONS
            ],
        }
    ],
}

"""The front page."""

from cms.content.words import cards, facts, p

HOME = {
    "title": "Rotherham Learning Academy",
    "summary": "Learning, reflection and careful practice for everyone who works with children and families in Rotherham.",
    "hero_heading": "Good help starts with people who keep learning",
    "hero_text": p(
        "The Academy brings everyone who works with Rotherham's children and families to the same table: "
        "to learn, to think out loud and to get better together. Staff have up to 15 days a year for it."
    ),
    "question_text": p(
        "Everybody here asks it, from the front door to the director. If the honest answer is <b>not yet</b>, "
        "we talk about what would make it a yes."
    ),
    "approaches_heading": "Three approaches, one way of working",
    "approaches_text": p(
        "No single method fits every family. We use three side by side, and let the family's situation "
        "decide which one leads."
    ),
    "courses_heading": "Coming up next",
    "body": [
        cards(
            "Find your way",
            (
                "About the Academy",
                "What we offer, who it is for and how the days work.",
                "/about/",
            ),
            (
                "The ten practice standards",
                "What good practice means here, in words a family would use.",
                "/learning-approach/practice-standards/",
            ),
            (
                "Language that Cares",
                "Words that young people have asked us to leave behind, and what to say now.",
                "/learning-approach/language-that-cares/",
            ),
            (
                "Families First",
                "How help and protection for families are changing, and what it means for your job.",
                "/families-first/",
            ),
        ),
        facts(
            "The borough we work for",
            ("265,800", "people live in Rotherham", "Census 2021, in the Early Help strategy 2024–29"),
            ("125", "schools teach its children", "Early Help strategy 2024–29"),
            (
                "505",
                "children were in the council's care, 382 of them in families",
                "December 2023, Early Help strategy",
            ),
            ("323", "young people were care leavers", "November 2023, Early Help strategy"),
        ),
    ],
}

"""The ten practice standards (DOMAIN 1.2) and Language that Cares (DOMAIN 7)."""

from cms.content.words import callout, p, section, standard, text, ul, word_table

PRACTICE_STANDARDS = {
    "title": "Practice standards",
    "summary": "Ten promises about how we work, the ones our practice audits look for.",
    "body": [
        text(
            p(
                "These standards say what good practice is in Rotherham. Managers and workers look at real work "
                "against them every month, together with the family. Each is written here as a family might meet it, "
                "with the courses that help."
            )
        ),
    ],
    "standards": [
        standard(
            "listening",
            "Listening to children and acting on what they say",
            p(
                "A child's words change what we do. We seek them, write them down as they were said and show where "
                "they led. When we cannot do what a child asks, we explain it kindly and in person."
            ),
            "My child's own words are in the plan, and somebody came back to say what happened next.",
        ),
        standard(
            "safety",
            "Safety and wellbeing first",
            p(
                "We look at the whole picture: danger and strength, history and network. We keep the assessment up to "
                "date as life moves on, and a quiet month does not mean we stop looking."
            ),
            "They know what worries them and why, and they know what we do well.",
        ),
        standard(
            "timely-support",
            "Timely support that makes a difference",
            p(
                "Visits happen when we said they would, at times that fit a family's real life. Help comes while it is "
                "still early help."
            ),
            "We did not have to wait until things were worse, or to miss work to be seen.",
        ),
        standard(
            "communication",
            "Clear and honest communication",
            p(
                "We write and talk plainly. Papers reach people before the meeting, with time to read them, and "
                "everyone has what they need to take part, an interpreter included."
            ),
            "I never had to ask what a word meant or find out last.",
        ),
        standard(
            "decisions",
            "Making the right decisions",
            p(
                "Decisions are made at the right level and come with reasons. When practice is unsafe we say so, to "
                "whoever it is, and we stay until it has been heard."
            ),
            "I did not like every decision, and I was told the reason for each.",
        ),
        standard(
            "planning",
            "Planning with a purpose",
            p(
                "A plan says what will be different, who does what by when, and how we will know. Everybody has the "
                "same one, and it is looked at again on a day that was agreed."
            ),
            "I could tell you the next step without looking it up.",
        ),
        standard(
            "celebrating-progress",
            "Celebrating progress",
            p(
                "We notice what has moved and say so, to the child first. When something works we do more of it. When "
                "it does not, we change the plan and do not blame the family."
            ),
            "They told us when we had done well.",
        ),
        standard(
            "quality-care",
            "Care of real quality",
            p(
                "Relationships are patient and kept. The law and our duties are followed because they protect people, "
                "and we can explain them."
            ),
            "The same person came back, remembered us and did what the law says they should.",
        ),
        standard(
            "reflective",
            "Reflective and thoughtful practice",
            p(
                "We take time to think, alone, in supervision and together. We write down what we thought and let it "
                "change what we do."
            ),
            "She said she had been thinking about what I told her.",
        ),
        standard(
            "accountable",
            "Confident, skilled and accountable",
            p(
                "We go on learning, through the Academy and from each other. We know what we are good at, we say what "
                "we are not, and we answer for what we do."
            ),
            "He knew his job, and when he did not know something he found out.",
        ),
    ],
}

LANGUAGE = {
    "title": "Language that Cares",
    "summary": "Words that children in care have asked us to leave behind, and what many of them would sooner hear.",
    "body": [
        text(
            p(
                "In 2019 the charity TACT published <i>Language that Cares</i>, put together with young people in care, "
                "some of them from Rotherham. They showed how words that are everyday to us can make a child feel like "
                "a case. We took it to heart.",
                "This is advice and not a rule. A child's own choice of words always comes first, and where the law "
                "uses a term you may quote it.",
            )
        ),
        callout(
            "If you remember one thing",
            p("Describe what happened. A label asks the reader to guess. A description lets them see."),
        ),
        word_table(
            "Home and family",
            ("placement", "home", "it is where they live"),
            ("siblings", "brothers and sisters", "nobody says “siblings” at tea time"),
            ("contact", "family time, seeing mum", "it is what other families have"),
            ("contact centre", "family centre", "a kinder door to walk through"),
            ("birth parents", "mum, dad, family", "ask what the child calls them"),
            ("respite", "a short break, staying with …", "a child is not a burden to be relieved of"),
            ("moving placement", "moving home", "that is how big it is"),
            (
                "foster carer",
                "their name, or the name the child has chosen",
                "it is a relationship before it is a role",
            ),
            ("permanence", "a settled home", "it says what it means"),
        ),
        word_table(
            "About a child",
            ("LAC, looked-after child", "child, our child", "said aloud it sounds like a lack"),
            ("challenging behaviour", "distressed, finding it hard", "it makes us ask why"),
            ("abscond", "run away, go missing", "a child is not a prisoner"),
            ("NEET", "not yet in work or learning", "a person is not an acronym"),
            ("difficult to place", "we have not found the right home yet", "that is our difficulty"),
            ("peers", "friends", "everyone else has friends"),
            ("leaving care", "moving on", "no cliff edge"),
            ("asylum seeker", "young person", "a status is not who they are"),
        ),
        word_table(
            "About what we do",
            ("care plan", "my plan, plans for my future", "it belongs to the child"),
            ("case", "child, family", "people are not files"),
            ("LAC review", "my meeting", "it is theirs"),
            ("statutory visit", "the worker's name, and that they are coming", "say why you come"),
            ("failed to attend", "was not brought", "a small child cannot choose"),
            ("disengaged, hard to reach", "we have not connected yet", "reaching is our task"),
            ("non-compliant", "did not agree, or could not, because …", "the reason is the useful part"),
            ("disclosed", "told us", "plain and true"),
        ),
        section(
            "Try it this week",
            ul(
                "Read a page you wrote a year ago as though you were the child in it, aged twenty-five.",
                "Choose one word from this page with your team and leave it out for a month.",
                "Ask a young person which words they would change, and change them.",
            ),
            p('There is a <a href="/courses/language-that-cares/">short course</a> to go with this page.'),
        ),
    ],
}

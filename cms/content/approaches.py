"""The three approaches and the page above them (DOMAIN 2 to 4)."""

from cms.content.words import p, section, steps, ul

LEARNING_APPROACH = {
    "title": "Learning approach",
    "summary": "Signs of Safety, Restorative Practice and Social Pedagogy, used together: the Rotherham Family Approach.",
    "body": [
        section(
            "Why three?",
            p(
                "Signs of Safety helps us think clearly about danger and strength. Restorative Practice helps us stay "
                "in relationship while we do it. Social Pedagogy reminds us that a child has a whole life, most of "
                "which has nothing to do with us.",
                "There is no rule for which to use when. A worker who knows all three can choose, and can say why.",
            ),
        ),
        section(
            "What they share",
            ul(
                "Strengths are looked for as carefully as worries.",
                "Plans are short, belong to the family and say who does what.",
                "Children's own words come first and stay in the record.",
                "People are worked with. Things are not done to them, or for them behind their backs.",
                "We are clear about what must change and about what will happen if it does not.",
            ),
        ),
        steps(
            "Working well, worried about, needs to happen",
            ("What is working well?", "We begin here, because change is built out of what already holds."),
            ("What are we worried about?", "In plain words, about things people do, and what they mean for the child."),
            ("What needs to happen?", "Small next steps, a name beside each, and a day to look again."),
        ),
    ],
}

SIGNS_OF_SAFETY = {
    "title": "Signs of Safety",
    "methodology": "sos",
    "summary": "A clear map of worries, strengths and next steps, made together with the family on one page.",
    "what_it_is": p(
        "Signs of Safety is a way of thinking about risk out loud, with everyone who knows the child. It comes down to "
        "three questions and a judgement. What are we worried about? What is working well? What needs to happen? "
        "And, from nought to ten, how safe do we each think things are?"
    )
    + ul(
        "<b>A danger statement</b> says who is worried, what an adult might do and what could happen to the child.",
        "<b>A safety goal</b> answers it: what we will see instead, from whom, and for how long.",
        "<b>A strength</b> is something good. It becomes <b>safety</b> only when danger was possible and somebody "
        "protected the child.",
        "<b>A network</b> of relatives and friends knows the worry and has a part in the plan.",
    )
    + p("We describe what people do and leave labels out: “he hit her”, where a form might say “domestic incident”."),
    "in_rotherham": p(
        "The map is used wherever there is a plan for a child: for children in need of help, for children with a "
        "protection plan and for children in our care. Early Help uses the same page and asks about wellbeing. "
        "For children who live away from home it turns into Signs of Success, with belonging and ambition at its heart.",
        "Teams map together once a month. Every danger statement has its goal beside it, and a plan without the "
        "child's own words is not finished.",
    ),
    "families_notice": ul(
        "You are asked what is going well before you are asked what went wrong.",
        "The worry is said to your face, in words you would use yourself.",
        "You give your own number on the scale, and nobody argues with it.",
        "Your own people are in the room, and the plan has their names in it.",
        "You can see what would let us say goodbye.",
    ),
    "questions_text": p("Before a visit, in a meeting, in supervision:"),
    "questions": [
        "What would the child say is the best thing about home, and the hardest?",
        "When could it have gone wrong and did not? Who did what?",
        "What keeps your number above nought?",
        "What would one step higher look like on an ordinary Tuesday?",
        "Who else cares about this child, and what do they know?",
        "Could the parent repeat our worry in their own words?",
    ],
    "links": [
        (
            "Working Together to Safeguard Children",
            "https://www.gov.uk/government/publications/working-together-to-safeguard-children--2",
            "the statutory guidance that every plan follows",
        ),
    ],
}

RESTORATIVE_PRACTICE = {
    "title": "Restorative Practice",
    "methodology": "rp",
    "summary": "Working with people: high support, high challenge, and putting things right when they have gone wrong.",
    "what_it_is": p(
        "People change, and forgive, more readily when things are done with them. Restorative Practice is a handful "
        "of habits that keep it that way."
    )
    + ul(
        "<b>The window</b> sets support against challenge. Much challenge and little support is doing things <i>to</i> "
        "people. Much support and little challenge is doing things <i>for</i> them. Neither is <i>not</i> doing much "
        "at all. Both together is <i>with</i>.",
        "<b>Fair process</b> has three parts: people are heard, are told the reasons and know what happens next.",
        "<b>Restorative questions</b> ask what happened, who has been touched by it and how it can be put right. "
        "They leave “why did you do it” alone.",
        "<b>Circles</b> give everyone a turn and the right to pass.",
    ),
    "in_rotherham": p(
        "It holds for us as much as for families. Meetings open with a check-in. Decisions about people's work are "
        "made by fair process, and said in person before they are written. When colleagues fall out, or a family and "
        "a worker do, we offer a conversation to mend it before anybody reaches for a procedure.",
        "Family network meetings and family group conferences are restorative too: the family makes the plan, and we "
        "say clearly what it has to achieve.",
    ),
    "families_notice": ul(
        "You are offered support and challenge by the same person on the same day.",
        "Before a decision, you are asked. After it, you are told why.",
        "When we get something wrong, somebody says sorry and asks what would help.",
        "Your family is given time alone to make its own plan.",
    ),
    "questions_text": p("When something has gone wrong, in this order:"),
    "questions": [
        "What happened?",
        "What was going through your mind?",
        "What have you thought since?",
        "Who has been affected, and how?",
        "What has been hardest for you?",
        "What would put it right?",
    ],
    "links": [
        (
            "Restorative Justice Council",
            "https://restorativejustice.org.uk/",
            "practice guidance and training standards",
        ),
    ],
}

SOCIAL_PEDAGOGY = {
    "title": "Social Pedagogy",
    "methodology": "sp",
    "summary": "Head, heart and hands: helping a child grow through relationships and the ordinary hours of the day.",
    "what_it_is": p(
        "Social Pedagogy joins care and education. It asks what this child could become, and uses everyday life, more "
        "than appointments, to help them get there."
    )
    + ul(
        "<b>Head, heart and hands</b>: what we know, what we feel and value, and what we do together, all at once.",
        "<b>The common third</b> is a thing done side by side that belongs to neither: a meal, a bike, a song.",
        "<b>Three selves</b>: the professional who knows, the person who shows up, and the private self that stays home.",
        "<b>Learning zones</b>: comfort, learning and panic. Growth happens in the middle one, and a child needs to be "
        "able to step back.",
        "<b>The diamond</b>: wellbeing, learning, relationships and a say in one's own life, round good experiences.",
    ),
    "in_rotherham": p(
        "It is at home among those who share children's days: in our children's homes, with foster and kinship "
        "carers, in work with young people leaving care, and in schools. Emotion Coaching and emotional literacy "
        "support grew from the same ideas, and more than sixty of the borough's schools have taken part in each.",
        "A plan has room for what a child is good at and for what is simply fun.",
    ),
    "families_notice": ul(
        "Workers do things with your child as well as talking about them.",
        "Feelings are named and allowed. Not everything done because of them is.",
        "Somebody remembers what your child likes, and asks how the match went.",
        "Small successes are noticed out loud.",
    ),
    "questions_text": p("At the end of a shift, or of a visit:"),
    "questions": [
        "What did I know, what did I feel, and what did we do?",
        "What did the child choose today?",
        "What of myself did I bring, and was it for the child's sake?",
        "Was it learning, or had it become panic? How did I know?",
        "Did what I did match what I believe?",
    ],
    "links": [
        (
            "Social Pedagogy Professional Association",
            "https://sppa-uk.org/",
            "standards of practice and a community to join",
        ),
    ],
}

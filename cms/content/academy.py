"""About the Academy, Families First and how to reach us (DOMAIN 1.1)."""

from cms.content.words import callout, cards, details, p, section, steps, text, timeline, ul

ABOUT = {
    "title": "About the Academy",
    "summary": "One place to learn, reflect and grow, for everyone who works with Rotherham's children and families.",
    "body": [
        section(
            "What we are for",
            p(
                "The Academy exists so that a family meets the same good practice whoever opens the door. We bring "
                "together social care, early help, education, commissioning and performance, and our partners in "
                "health, police, schools and the voluntary sector.",
                "We look for learning with evidence behind it, and say honestly how strong that evidence is. Each "
                "course page has a paragraph about it.",
            ),
        ),
        section(
            "What you can have",
            ul(
                "<b>Up to 15 working days a year</b> for learning, if you work here full time. Part-time and part-year "
                "colleagues have their share, and the desk shows the sum.",
                "<b>A path for your role</b>, from the first week to leading a service.",
                "<b>A record that counts</b>: what you did, what you thought about it, and a certificate that can be "
                "checked. It follows you when you change teams.",
                "<b>People to think with</b>: supervisors, practice leads, mentors and groups.",
            ),
            p("It is a ceiling and an invitation. Nobody is chased to use every hour."),
        ),
        steps(
            "How booking works",
            ("Find something", "Search by approach, audience, month or place, or by what fits the days you have left."),
            (
                "See what it takes",
                "Before you press the button the page shows what your allowance would be afterwards.",
            ),
            ("Book", "An e-mail brings the date for your calendar. Longer learning may go to your manager first."),
            ("Come, and think", "Your time is counted when you attend. Then write a few lines about what you will do."),
        ),
        details(
            "I work for a partner, a school or as a carer. Can I come?",
            p(
                "Yes. Many courses are open to partners, and some are made for you. You have a learning record and "
                "certificates as everyone does, and no allowance to keep an eye on."
            ),
        ),
        details(
            "What happens if I cannot come?",
            p(
                "Cancel as early as you can: somebody is nearly always waiting. Up to three working days before, the "
                "time goes straight back to your allowance. Later than that we ask for a reason, let your manager "
                "know, and still take nothing off."
            ),
        ),
        timeline(
            "How we got here",
            ("2015", "Rotherham begins to rebuild its children's workforce."),
            ("2017", "The Academy opens and joins the learning that teams had each made for themselves."),
            ("2018", "Inspectors publish their findings on children's services, with work still to do."),
            ("December 2019", "The Academy starts afresh with the three approaches as one."),
            ("2022", "Ofsted judges children's services to be good."),
            ("2024", "The Early Help strategy for the next five years begins."),
            ("November 2025", "Ofsted judges children's services to be outstanding, and help for care leavers good."),
        ),
        cards(
            "Where next",
            ("Learning approach", "The three approaches, and how they fit together.", "/learning-approach/"),
            ("Courses", "Everything we run, with dates.", "/courses/"),
            ("Contact the Academy", "Ask a question, suggest a course, or offer to teach one.", "/contact/"),
        ),
    ],
}

FAMILIES_FIRST = {
    "title": "Families First",
    "summary": "Help for families is being brought together across England. What is changing here, and what is not.",
    "body": [
        section(
            "What it is",
            p(
                "Families First is the government's programme to change how children and families are helped and "
                "protected. Every council in England has until 2027 to do it. Rotherham began early.",
            ),
            ul(
                "<b>Family Help</b> joins early help and social work with families in one local service, with one plan "
                "and one person who sticks with the family.",
                "<b>Multi-agency child protection</b> brings council, police, health and education into one team when "
                "a child may be at risk of serious harm.",
                "<b>Family networks</b> are asked first: relatives and friends meet, make a plan and are helped to "
                "carry it out.",
                "<b>Partners</b> share the duty, among them schools, nurseries and childminders.",
            ),
        ),
        section(
            "What stays",
            p(
                "Our three approaches, our standards and our guiding question. Good relationships were never tied to "
                "a team's name."
            ),
        ),
        section(
            "What a family will see",
            ul(
                "Fewer people who ask for the same story.",
                "Help that does not stop and start again each time a form changes.",
                "Their own people round the table.",
                "Plain words about what must change to keep a child safe.",
            ),
        ),
        section(
            "If change worries you",
            p(
                "It worries most of us at some time. Say so in supervision: there is a place for it. Bring questions to "
                "your manager or to us, and we will answer them or say that we do not know yet.",
                'Half a day online, <a href="/courses/families-first-roles-and-changes/">Families First: roles and '
                "changes</a>, walks one family through the old way and the new one.",
            ),
        ),
        timeline(
            "From strategy to everyday",
            ("2024 to 2025", "Early Help phase one: design, with families and partners."),
            ("2025 to 2026", "Phase two: deliver."),
            ("2026 to 2028", "Phases three and four: keep what works, and keep it going."),
            ("2028 to 2029", "Phase five: look back with outside eyes, and plan again."),
        ),
        callout(
            "The aim behind it",
            p(
                "Children who are healthy and safe, ready for school, ready for work and able to achieve what they "
                "hope for. It is what the Council Plan for 2025 to 2030 promises."
            ),
        ),
    ],
}

CONTACT = {
    "title": "Contact the Academy",
    "summary": "Ask us anything about courses, your allowance, your record or this site.",
    "show_contact": True,
    "body": [
        text(
            p(
                "We answer within two working days. If you write about a booking, tell us the course and the date; "
                "never send a child's name or anything else that could identify a family."
            )
        ),
        section(
            "What we can help with",
            ul(
                "booking, changing or cancelling a place, when the site will not let you",
                "access: a hearing loop, an interpreter, papers in another format, a quiet room",
                "your allowance or your record, when something looks wrong",
                "a course you would like to see, or one you would like to teach",
                "opportunities and roles in children's services",
            ),
        ),
        callout(
            "If you are worried about a child",
            p("Do not write to us. Tell children's services straight away, or call 999 when a child is in danger now."),
        ),
    ],
}

"""The privacy notice (DOMAIN 9) and the accessibility statement."""

from datetime import date
from typing import Any

from cms.content.words import callout, p, section, text, ul

PRIVACY: dict[str, Any] = {
    "title": "Privacy notice",
    "summary": "What we hold about you, why, who can see it, how long we keep it and what you can ask of us.",
    "show_contents": True,
    "reviewed_on": date(2026, 11, 20),
    "body": [
        text(
            p(
                "This notice is for everyone who uses the Academy: staff, agency workers, partners, schools, carers and "
                "volunteers. The council is the controller of the information. Signed in, you can see what we hold about "
                'you, where it came from and who has looked at it on <a href="/my/data/">your data page</a>.'
            )
        ),
        section(
            "What we hold",
            ul(
                "<b>Who you are</b>: name, work e-mail, employee number, team, post, hours, dates of employment and, if "
                "you have one, your professional registration.",
                "<b>Your working life</b>, from the council's staff records: line manager, absences with their dates "
                "and broad kind, and how long you have been here. Some of it is sensitive, such as health or "
                "ethnicity; it is used for figures about the workforce and is not shown to colleagues.",
                "<b>Your learning</b>: bookings, attendance, the allowance, your record and certificates, what you need "
                "to take part (a loop, an interpreter), and what you tell us afterwards.",
                "<b>How you use the site</b>: when you signed in, and which protected records were opened, by whom.",
            ),
            p(
                "The Academy is not a place for information about children and families. We ask everyone to leave "
                "names, birth dates and NHS numbers out, and to use a case reference or initials where one is needed."
            ),
        ),
        section(
            "Where it comes from",
            p(
                "Most comes from the council's staff records, in files that are checked when they are read in. Some "
                "comes from your manager or your trainer, and the rest from you. Your data page says which, and has a "
                "way to tell us that something is wrong."
            ),
        ),
        section(
            "Why we may use it",
            p("Data protection law asks us to name our grounds. They are:"),
            ul(
                "a task in the public interest: a skilled workforce for children's services (UK GDPR, Article 6(1)(e))",
                "your contract of employment (Article 6(1)(b))",
                "duties the law puts on us (Article 6(1)(c))",
                "for sensitive information: employment law, occupational health and safeguarding "
                "(Article 9(2)(b), (h) and (g), with Schedule 1 of the Data Protection Act 2018)",
            ),
            p(
                "We do not rely on your consent for this, since it would not be fair to ask an employee for consent that "
                "could not freely be refused. Where something really is your choice, such as a quotation or a photograph, "
                "we ask, and you can change your mind."
            ),
        ),
        section(
            "Who can see it",
            ul(
                "<b>You</b> see everything about yourself.",
                "<b>Your manager</b> sees your bookings, your allowance and what is due.",
                "<b>Learning coordinators</b> see bookings and attendance, and the access needs you give.",
                "<b>Trainers</b> see who is coming to their own sessions and what those people need.",
                "<b>Leaders</b> see figures for their services.",
                "<b>Boards, elected members and the public</b> see figures only, and never for a group so small that a "
                "person could be recognised.",
                "<b>Technical staff</b> look after the system. They do not read records, and an emergency needs two people.",
            ),
            p(
                "Suppliers who host the system or send messages work under contract, in the United Kingdom. We sell "
                "nothing, and share nothing for advertising. No decision about you is made by a computer alone."
            ),
        ),
        section(
            "How long we keep it",
            ul(
                "your learning record, allowance and certificates: while you work here and six years after",
                "lists of who attended a session: three years",
                "accounts of partners: two years after they were last used",
                "the log of who opened what: two years",
                "drafts you never finished: 90 days",
            ),
            p(
                "The council's records manager reviews these periods. Information that an inquiry or a court may need is "
                "held longer, and two people have to agree before anything is disposed of."
            ),
        ),
        section(
            "Cookies",
            p("We set three kinds, all needed for the site to work, and none that follow you elsewhere:"),
            ul(
                "<b>sessionid</b> keeps you signed in, and ends with the session",
                "<b>csrftoken</b> makes sure that a form you send is really yours",
                "<b>messages</b> carries a short notice from one page to the next",
            ),
            p("There is no analytics and no advertising, so we have no banner to ask you about them."),
        ),
        section(
            "Your rights",
            p(
                "You may ask to see your information, to have it corrected, erased or used less, and you may object to a "
                "use of it. Much of it you can see and export yourself. We answer within one month; if a request is "
                "large we tell you, and may take two more. We acknowledge a complaint within 30 days.",
                'Write to us through the <a href="/contact/">contact page</a> and it will reach the council\'s data '
                "protection officer. If you are not content with the answer, you may complain to the "
                '<a href="https://ico.org.uk/make-a-complaint/">Information Commissioner\'s Office</a>.',
            ),
        ),
        section(
            "Changes",
            p(
                "When we add a part to the Academy we look at this notice again before it opens. Anything that changes "
                "what we do with your information is announced on the desk."
            ),
        ),
    ],
}

ACCESSIBILITY: dict[str, Any] = {
    "title": "Accessibility statement",
    "summary": "How usable this site is for everyone, what still falls short, and how to tell us.",
    "reviewed_on": date(2026, 11, 20),
    "body": [
        text(
            p(
                "We want everybody to be able to use the Academy. You should be able to zoom to 400% without losing "
                "anything, reach every part by keyboard, use a screen reader, change colours and fonts in your browser, "
                "and do everything without JavaScript. We write in plain English.",
                '<a href="https://mcmw.abilitynet.org.uk/">AbilityNet</a> has advice on making your device easier to use.',
            )
        ),
        section(
            "How accessible it is",
            p(
                "This site is partly compliant with the Web Content Accessibility Guidelines, version 2.2, level AA, "
                "because of the exceptions below."
            ),
        ),
        section(
            "What does not work yet",
            ul(
                "<b>PDF documents</b> that the site makes, such as certificates, carry a title and a language and no "
                "tags, so a screen reader may not find headings or the order of reading (success criteria 1.3.1, "
                "1.3.2 and 4.1.2). The same words are on a page of the site: use that, or ask us for another format.",
                "<b>The editing area</b> for coordinators is the Wagtail content management system. It is built for "
                "WCAG 2.1 AA and has gaps of its own, which its makers publish.",
                "<b>Testing with people</b> who use assistive technology every day has not been done yet. It is part of "
                "the pilot.",
            ),
        ),
        section(
            "What we tested",
            p(
                "We prepared this statement on 20 November 2026 from our own tests. Automatic checks with axe-core, "
                "against WCAG 2.0 to 2.2 at levels A and AA, run on the main pages with every change. "
                "Forms and components follow the GOV.UK Design System, which is tested with people, and are compared "
                "with its own examples. The main journeys are walked in a browser, with and without JavaScript, at the "
                "width of a phone and of a desktop. Automatic checks find only some of the barriers that people meet.",
                "Nobody outside the project has audited the site so far.",
            ),
        ),
        section(
            "Tell us",
            p(
                'If something gets in your way, or you need a page in another format, <a href="/contact/">contact the '
                "Academy</a>. We answer within two working days, and tell you what we will do and by when."
            ),
        ),
        section(
            "If you are not content with the answer",
            p(
                "The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile "
                "Applications) (No. 2) Accessibility Regulations 2018. You can turn to the "
                '<a href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support Service</a>.'
            ),
        ),
        callout(
            "", p("Help at a course is arranged too: a hearing loop, an interpreter, a place by the door. Ask us.")
        ),
    ],
}

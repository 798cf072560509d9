"""What a letter about a booking may say of it; `courses.emails.letters.Facts.values` gives each its value."""

from foundation.wordings import Placeholders

ABOUT_BOOKING: Placeholders = {
    "first_name": ("The first name of whoever the letter is to", "Priya"),
    "course": ("The title of the course", "Signs of Safety: two-day foundation"),
    "date": ("The first day", "Thursday 12 November 2026"),
    "when_and_where": (
        "Every date with its times, and the place",
        "When:  Thursday 12 November 2026, 9:30am to 4pm\nWhere: Example House, 1 Example Street, Rotherham",
    ),
    "joining_notes": ("What the session says about joining and what to bring", "Lunch is not provided."),
    "booking_link": ("The address of the booking's own page", "https://academy.example/my/bookings/1/"),
    "cancel_link": (
        "The address of the page with the button that gives up the place",
        "https://academy.example/my/bookings/1/cancel/",
    ),
    "course_link": ("The address of the course, with its other dates", "https://academy.example/courses/course/"),
    "record_link": ("The address of the person's CPD record", "https://academy.example/my/cpd/"),
    "contact_link": ("The address of the Academy's contact page", "https://academy.example/contact/"),
    "last_day": ("The last day on which giving the place up is in time", "Monday 9 November 2026"),
}

READING: Placeholders = {
    "read_link": (
        "The address of a page with the button “I have read this”",
        "https://academy.example/read/1/",
    ),
}
"""For news that a coordinator wants to know was read (`foundation.reading.READ_LINK`)."""

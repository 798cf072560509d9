"""The texts of every letter about learning, as they come with the product (slot "wordings").

One module by noun; a new letter is a `Wording` there and a function in `courses.emails` that fills it in.
"""

from courses.emails.wordings import (
    approvals,
    attendance,
    bookings,
    feedback,
    interest,
    notes,
    places,
    registers,
    reminders,
    self_paced,
    trainers,
    waiting,
)

WORDINGS = (
    *bookings.WORDINGS,
    *approvals.WORDINGS,
    *reminders.WORDINGS,
    *waiting.WORDINGS,
    *attendance.WORDINGS,
    *registers.WORDINGS,
    *feedback.WORDINGS,
    *self_paced.WORDINGS,
    *interest.WORDINGS,
    *places.WORDINGS,
    *trainers.WORDINGS,
    *notes.WORDINGS,
)

"""Beat's own Celery application: it knows the timetable and the queue, and none of the rooms.

So it needs neither Django nor its memory (about 90 MB less). The timetable is CELERY_BEAT_SCHEDULE in
the settings, which names tasks by their names.
"""

import os

from celery import Celery

os.environ.pop("DJANGO_SETTINGS_MODULE", None)  # Celery would load Django where this is set

app = Celery("academy")
app.config_from_object("academy.settings", namespace="CELERY")

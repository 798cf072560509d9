"""`/sessions/<id>/register/` and what hangs on it: for trainers and coordinators, in the room and afterwards."""

"""The servers and processes behind one command: embedded PostgreSQL and Redis, web, worker, beat.

Nothing here imports Django when loaded, so a start can fail with a plain sentence
before the framework has been touched, and the processes that only watch stay small.
"""

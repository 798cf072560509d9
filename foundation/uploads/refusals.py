"""What is said when a file cannot be taken."""


class UploadRefused(Exception):
    """This file cannot be taken; the message says why, and what to do instead."""

"""The one error of this package: a start that cannot go on, with a sentence for a person."""


class CannotStart(Exception):
    """Raised when something outside the program stops the start; its text is the whole message."""

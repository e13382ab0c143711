"""Errors of the outside world: raised low, shown once, by whoever asked."""


class AppError(Exception):
    """Something outside the data is wrong (file, disk, key, store).

    `code` names its text in the message files: `error.<code>`.

    `facts` fill the holes of that text. They are shown to the user, so they may hold file names,
    never passphrases and never personal data.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class UserCancelled(Exception):  # noqa: N818 - it unwinds, it is no error
    """The user asked to stop: unwind and say nothing."""

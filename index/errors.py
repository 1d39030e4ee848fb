"""The errors a person may meet, each with its exit code and the command that mends it."""

STALE = 4
"""The exit code of an answer out of notes that have changed since they were indexed, and of an unusable index."""


class AnswerbookError(Exception):
    """Something a person can mend: ``message`` says what is wrong and where.

    ``mend`` is the command that mends it, None where there is none; ``exit_code`` is what ``answerbook`` ends with. It
    is of one of the kinds below, or of none where the system refuses: a full disk, a folder that may not be written.
    """

    exit_code = 70

    def __init__(self, message: str, mend: str | None = None) -> None:
        super().__init__(message)
        self.message, self.mend = message, mend

    def __str__(self) -> str:
        return f"{self.message}; mend it with: {self.mend}" if self.mend else self.message


class UsageError(AnswerbookError):
    """The call or an input file does not make sense."""

    exit_code = 2


class NoIndexError(AnswerbookError):
    """There is no index of that name."""

    exit_code = 3


class UnusableIndexError(AnswerbookError):
    """An index is there but does not verify, or was made with another encoder or schema."""

    exit_code = STALE


class ModelMissingError(AnswerbookError):
    """The model's files are not there or are not what they should be."""

    exit_code = 5

"""Errors that a user can act on: what happened, to which file, what to do."""

from pathlib import Path
from typing import Self

from ad_studio.messages import Message, as_message, msg


class AdStudioError(Exception):
    """Base of every error shown to the user.

    Attributes:
        message: What happened, in plain words, without the path.
        path: The file or folder concerned, if there is one.
        hint: What the user can do about it; may be empty.

    A text instead of a message is not translated: it has its language already, or only the command
    line shows it.
    """

    def __init__(
        self, message: Message | str, *, path: Path | None = None, hint: Message | str = ""
    ) -> None:
        self.message = as_message(message)
        self.path = path
        self.hint = as_message(hint)
        super().__init__(str(self.whole))

    @property
    def advice(self) -> Message:
        """What happened and what to do, in one piece, without the path."""
        if not self.hint:
            return self.message
        return msg("{message} {hint}", message=self.message, hint=self.hint)

    @property
    def whole(self) -> Message:
        """The same, after the path."""
        if self.path is None:
            return self.advice
        return msg("{path}: {advice}", path=self.path, advice=self.advice)

    def without_frames(self) -> Self:
        """The error without its traceback and causes, to be kept.

        Their frames hold what was worked on: the bytes of a file, an image.
        """
        self.__traceback__ = self.__cause__ = self.__context__ = None
        return self


class UsageError(AdStudioError):
    """A value given by the user that cannot be used."""


class ImageError(AdStudioError):
    """An image file that cannot be read or used."""


class DepthError(ImageError):
    """How many bits values have is not known, or more than was said; the user has to say it."""


class ProjectError(AdStudioError):
    """A project or workspace that is missing, unusable, or not ready for a step."""


class ChallengeDueError(ProjectError):
    """An inspection needs a challenge that passes before it."""


class ProjectBusyError(ProjectError):
    """Another program holds the project."""


class PoorReferenceError(ProjectError):
    """Training on a reference image that shows no part well; the user has to say so."""


class SignInError(AdStudioError):
    """Somebody has to sign in first, or may not do this."""


class StoreError(AdStudioError):
    """The project's database cannot be read or written."""


class OutdatedError(StoreError):
    """The database is of an older version; opening it for writing brings it up to date."""


class NotWritableError(StoreError):
    """Nothing can be stored where the project lies; it can be read all the same."""


class ModelError(AdStudioError):
    """A trained model folder that is missing, corrupt, or does not fit the backbone."""


class BackboneError(AdStudioError):
    """Backbone weights that are missing, corrupt, or not usable here."""


class UnknownBackboneError(BackboneError, UsageError):
    """There is no backbone of the name given."""


class ActionError(AdStudioError):
    """What is to be done after an image cannot be done now.

    Attributes:
        is_final: It never can be: trying again is of no use.
    """

    def __init__(self, message: Message, *, is_final: bool = False) -> None:
        self.is_final = is_final
        super().__init__(message)


class ReportError(AdStudioError):
    """A report that cannot be written."""


class ReportExistsError(ReportError):
    """An earlier report that would be replaced; the user has to say so."""


class DatasetError(AdStudioError):
    """A folder of labelled images that is not laid out as it must be."""


class EvaluationError(AdStudioError):
    """Figures that cannot be stored, or nothing that could be measured."""


class Cancelled(Exception):  # noqa: N818 - not an error
    """Raised inside a job when its user asked it to stop; not an error. Its text: what now."""

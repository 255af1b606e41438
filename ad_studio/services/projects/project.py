"""An open project."""

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from ad_studio.domain import Operator, ProjectInfo, Role
from ad_studio.errors import AdStudioError, SignInError, UsageError
from ad_studio.messages import Message, msg
from ad_studio.store import ProjectStore

_T = TypeVar("_T")

SIGN_IN = "sign-in"
"""The name of the setting that asks for signing in."""


class Project:
    """A project that was opened by a `Workspace`; a context manager that closes itself.

    Attributes:
        info: What the project is, as of the last `update`.
        operator: Who is signed in; None: nobody.
        store: The store's handle, for the services.
        unwritable: Why it was opened for reading although it was to be written; else None.
        carrying_out: Held while actions that a run has left are handed out or carried out, so that
            none is carried out twice.
    """

    unwritable: AdStudioError | None = None
    operator: Operator | None = None

    def __init__(self, folder: Path, *, write: bool) -> None:
        """Open a project folder.

        Raises:
            ProjectBusyError: `write`, and another program holds the project.
            NotWritableError: `write`, and nothing can be stored there.
            StoreError: Its database cannot be used.
        """
        self.carrying_out = threading.RLock()
        self.store = ProjectStore(folder, write=write)
        try:
            self.info: ProjectInfo = self.store.project.get()
        except BaseException:
            self.store.close()
            raise

    def setting(self, name: str, read: Callable[[Mapping[str, Any]], _T], default: _T) -> _T:
        """Return what the project is set to in one respect.

        Args:
            name: In which respect.
            read: Makes it of what is stored.
            default: Where nobody set it.

        Raises:
            StoreError: What is stored is damaged.
        """
        version = self.store.settings.current(name)
        if version is None:
            return default
        with self.store.values_of("setting_version"):
            return read(version.value)

    @property
    def asks_for_sign_in(self) -> bool:
        """Whether nothing is changed by people who have not signed in."""
        version = self.store.settings.current(SIGN_IN)
        return version is not None and bool(version.value.get("required"))

    def authorize(self, role: Role, author: str = "") -> str:
        """See to it that somebody may do what a role may; every service that changes things asks.

        Args:
            role: Whose work it is.
            author: Who is named as the one who does it.

        Returns:
            Who signs it: the person signed in; who was named where the project asks for no sign-in.

        Raises:
            SignInError: Nobody is signed in, or somebody who may not do this.
        """
        if not self.asks_for_sign_in:
            return author
        if self.operator is None:
            raise SignInError(
                msg("Nobody is signed in, and this project asks for it."),
                hint=msg("Sign in with your name and PIN."),
            )
        if not self.operator.role.covers(role):
            raise SignInError(
                msg("{name} is an operator; this is for engineers.", name=self.operator.name),
                hint=msg("Have an engineer sign in."),
            )
        return self.operator.name

    def update(
        self,
        *,
        name: str | None = None,
        noun: str | None = None,
        defects: Sequence[str] | None = None,
    ) -> None:
        """Change the name, the noun or the defect phrases; None leaves a value as it is.

        The folder keeps its name. Models keep the noun and the phrases that they were trained with.

        Raises:
            UsageError: The name or the noun is empty.
            SignInError: No engineer is signed in, and the project asks for it.
        """
        self.authorize(Role.ENGINEER)
        self.info = self.store.project.update(
            name=None if name is None else clean_name(name),
            noun=None if noun is None else clean_noun(noun),
            defects=None if defects is None else clean_defects(defects),
        )

    def close(self) -> None:
        """Finish what is being stored and release the project. Idempotent."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def clean_name(name: str) -> str:
    """Return a project's name without superfluous spaces.

    Raises:
        UsageError: Nothing is left.
    """
    return _tidied(name, missing=msg("Give the project a name."))


def clean_noun(noun: str) -> str:
    """Tidy what the user typed for the noun.

    Raises:
        UsageError: It is empty.
    """
    return _tidied(noun, missing=msg("Say in one noun what the part is, for example: metal nut."))


def clean_defects(defects: Sequence[str]) -> tuple[str, ...]:
    """Tidy defect phrases: no blanks, no repetition, in the order given."""
    phrases = (" ".join(phrase.split()) for phrase in defects)
    return tuple(dict.fromkeys(phrase for phrase in phrases if phrase))


def _tidied(typed: str, *, missing: Message) -> str:
    """What was typed, without superfluous spaces; UsageError where nothing is left."""
    words = " ".join(typed.split())
    if not words:
        raise UsageError(missing)
    return words

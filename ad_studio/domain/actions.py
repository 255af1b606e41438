"""What is done after each inspected image."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ad_studio.messages import NOTHING, Message

MQTT_PORT = 1883


class ActionKind(StrEnum):
    """One thing that is done after each image."""

    MOVE = "move"
    COPY = "copy"
    LOG = "log"
    MQTT = "mqtt"


class Sorting(StrEnum):
    """What happens to an image file, by its verdict."""

    MOVE = "move"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class MqttTarget:
    """Where a message goes; a password comes from the environment and is stored nowhere.

    Attributes:
        host: Name or address of the broker.
        topic: Without wildcards.
        port: Of the broker.
        user: Empty: without a name.
        tls: Whether the connection is encrypted, and the broker's certificate checked.
    """

    host: str
    topic: str
    port: int = MQTT_PORT
    user: str = ""
    tls: bool = False


@dataclass(frozen=True, slots=True)
class ActionSettings:
    """What a project does after each image; by default nothing.

    Attributes:
        sorting: Whether files are sorted into folders; None: they stay where they are.
        folder: With the folders OK, REVIEW, NG and ERROR in it.
        log: A file that gets a line for each image: CSV, or JSON where its name ends in .jsonl.
        mqtt: Where a message is sent for each image.
    """

    sorting: Sorting | None = None
    folder: Path | None = None
    log: Path | None = None
    mqtt: MqttTarget | None = None

    @property
    def kinds(self) -> frozenset[ActionKind]:
        """What is done."""
        found = [ActionKind(self.sorting.value)] if self.sorting is not None else []
        found += [ActionKind.LOG] if self.log is not None else []
        found += [ActionKind.MQTT] if self.mqtt is not None else []
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What is still to be done after the images of a run; false when nothing is.

    Attributes:
        images: For how many it is.
        why: Why it was not done yet: the latest failure of each action, or what is missing.
    """

    images: int = 0
    why: Message = NOTHING

    def __bool__(self) -> bool:
        return self.images > 0

"""What is done after each inspected image."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

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
        folder: With the folders OK, REVIEW and NG in it.
        log: A file that gets a line for each image: CSV, or JSON where its name ends in .jsonl.
        mqtt: Where a message is sent for each image.
    """

    sorting: Sorting | None = None
    folder: Path | None = None
    log: Path | None = None
    mqtt: MqttTarget | None = None

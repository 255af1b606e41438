"""A message to an MQTT broker for each image; the library is an extra: `ad_studio[mqtt]`."""

import json
import os
import threading
from importlib.util import find_spec
from typing import Any

from ad_studio.domain import ActionKind, MqttTarget, ProjectInfo, ResultRow, RunInfo
from ad_studio.errors import ActionError
from ad_studio.messages import msg
from ad_studio.services.actions.action import Action, about

PASSWORD_VARIABLE = "AD_STUDIO_MQTT_PASSWORD"
"""The environment variable with the password of the user."""

_SECONDS = 5.0


def is_installed() -> bool:
    """Whether the library is there."""
    return find_spec("paho") is not None


class MqttMessage(Action):
    """Publishes JSON, at least once (QoS 1); the connection is kept from image to image."""

    kind = ActionKind.MQTT

    def __init__(self, target: MqttTarget, project: ProjectInfo, run: RunInfo) -> None:
        """Publish to a broker; it is connected to at the first image."""
        self._target = target
        self._project = project
        self._run = run
        self._client: Any = None

    def carry_out(self, row: ResultRow) -> None:
        """Publish, and wait until the broker has said that it has the message."""
        found = json.dumps(about(self._project, self._run, row))
        try:
            sent = self._connected().publish(self._target.topic, found, qos=1)
            sent.wait_for_publish(_SECONDS)
            if not sent.is_published():
                raise TimeoutError("no answer")
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            self.close()
            raise ActionError(
                msg(
                    "The MQTT broker {host} could not be reached: {reason}.",
                    host=self._target.host,
                    reason=str(error),
                )
            ) from error

    def close(self) -> None:
        """End the connection, if there is one."""
        client, self._client = self._client, None
        if client is not None:
            client.disconnect()
            client.loop_stop()

    def _connected(self) -> Any:  # noqa: ANN401 - a client of the extra
        if self._client is None:
            from paho.mqtt.client import Client
            from paho.mqtt.enums import CallbackAPIVersion

            client = Client(CallbackAPIVersion.VERSION2)
            client.connect_timeout = _SECONDS
            if self._target.user:
                client.username_pw_set(self._target.user, os.environ.get(PASSWORD_VARIABLE))
            if self._target.tls:
                client.tls_set()
            answer = _Answer()
            client.on_connect = answer.take
            client.connect(self._target.host, self._target.port)
            client.loop_start()
            self._client = client
            answer.wait()
        return self._client


class _Answer:
    """What the broker says to the sign-in."""

    def __init__(self) -> None:
        self._is_here = threading.Event()
        self._refusal = ""

    def take(self, *told: Any) -> None:  # noqa: ANN401 - as the library calls it
        """Called by the client: itself, its data, flags, the reason code, properties."""
        code = told[3]
        self._refusal = str(code) if code.is_failure else ""
        self._is_here.set()

    def wait(self) -> None:
        """Return once the broker has taken the client in.

        Raises:
            OSError: It refuses, or does not answer.
        """
        if not self._is_here.wait(_SECONDS):
            raise TimeoutError("no answer")
        if self._refusal:
            raise ConnectionRefusedError(self._refusal)

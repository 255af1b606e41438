"""MQTT messages, received by a real broker on this machine."""

import asyncio
import json
import socket
import threading

import pytest
from amqtt import broker as amqtt_broker
from amqtt import client as amqtt_client

from ad_studio.domain import MqttTarget
from ad_studio.errors import ActionError
from ad_studio.services.actions.action import FIELDS
from ad_studio.services.actions.mqtt import MqttMessage
from tests.no_network.sitecustomize import LOOPBACK

TOPIC = "line/1"


@pytest.fixture
def port(monkeypatch):
    """A free port of this machine, whose own address may be used."""
    monkeypatch.setenv(LOOPBACK, "1")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def received(port):
    """Starts a broker with one listener; returns what waits for so many messages."""
    loop, ready = asyncio.new_event_loop(), threading.Event()
    got = []

    async def listen():
        address = f"127.0.0.1:{port}"
        broker = amqtt_broker.Broker(
            {
                "listeners": {"default": {"type": "tcp", "bind": address}},
                "plugins": {"amqtt.plugins.authentication.AnonymousAuthPlugin": {}},
            }
        )
        await broker.start()
        client = amqtt_client.MQTTClient()
        await client.connect(f"mqtt://{address}")
        await client.subscribe([(TOPIC, 1)])
        ready.set()
        while len(got) < 3:
            message = await client.deliver_message()
            got.append(json.loads(message.data))
        await client.disconnect()
        await broker.shutdown()

    thread = threading.Thread(target=loop.run_until_complete, args=(listen(),))
    thread.start()
    assert ready.wait(30)

    def wait():
        thread.join(30)
        assert not thread.is_alive()
        loop.close()
        return got

    return wait


def test_a_broker_gets_a_message_for_each_image(project, run, rows, port, received):
    action = MqttMessage(MqttTarget("127.0.0.1", TOPIC, port=port), project.info, run)
    for row in rows:
        action.carry_out(row)
    action.close()
    found = received()
    assert [one["verdict"] for one in found] == ["OK", "REVIEW", "NG"]
    assert list(found[0]) == list(FIELDS)
    assert (found[2]["serial"], found[2]["score_sigma"]) == ("N-c", 9.0)


@pytest.fixture
def refusing(port):
    """A broker that takes nobody in without a password."""
    loop, ready = asyncio.new_event_loop(), threading.Event()
    leaving = asyncio.Event()

    async def listen():
        plugin = "amqtt.plugins.authentication.AnonymousAuthPlugin"
        broker = amqtt_broker.Broker(
            {
                "listeners": {"default": {"type": "tcp", "bind": f"127.0.0.1:{port}"}},
                "plugins": {plugin: {"allow_anonymous": False}},
            }
        )
        await broker.start()
        ready.set()
        await leaving.wait()
        await broker.shutdown()

    thread = threading.Thread(target=loop.run_until_complete, args=(listen(),))
    thread.start()
    assert ready.wait(30)
    yield
    loop.call_soon_threadsafe(leaving.set)
    thread.join(30)
    assert not thread.is_alive()
    loop.close()


@pytest.mark.usefixtures("refusing")
def test_why_a_broker_refuses_is_said(project, run, rows, port):
    action = MqttMessage(MqttTarget("127.0.0.1", TOPIC, port=port), project.info, run)
    with pytest.raises(ActionError, match="could not be reached: Not authorized"):
        action.carry_out(rows[0])
    action.close()


def test_a_broker_that_is_not_there_is_said(project, run, rows, port):
    action = MqttMessage(MqttTarget("127.0.0.1", TOPIC, port=port), project.info, run)
    with pytest.raises(ActionError, match="could not be reached"):
        action.carry_out(rows[0])
    action.close()

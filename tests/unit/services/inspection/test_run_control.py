import threading

from ad_studio.services.inspection.run_control import RunControl


def test_what_is_said_is_known():
    control = RunControl()
    assert not (control.is_paused or control.is_stopped)
    control.pause()
    assert control.is_paused
    control.resume()
    assert not control.is_paused
    control.pause()
    control.stop()
    assert (control.is_paused, control.is_stopped) == (False, True)


def test_waiting_ends_when_something_is_said():
    control = RunControl()
    waiting = threading.Event()

    def never():
        waiting.set()
        return False

    thread = threading.Thread(target=lambda: control.wait(3600, unless=never))
    thread.start()
    waiting.wait()
    while thread.is_alive():
        control.resume()
        thread.join(0.01)


def test_waiting_ends_when_the_reason_to_wait_is_gone():
    asked = []
    RunControl().wait(3600, unless=lambda: len(asked.append(0) or asked) > 2)
    assert len(asked) == 3

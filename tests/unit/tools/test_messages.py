from tools import messages


def test_messages_are_found():
    assert len(list(messages.calls())) > 200
    assert "The folder does not exist." in messages.templates()


def test_every_template_is_a_literal_and_every_place_has_its_value():
    wrong = [
        call
        for call in messages.calls()
        if call.template is None
        or (call.maker == "msg" and messages.places(call.template) != call.names)
    ]
    assert not wrong


def test_what_the_window_may_show_is_a_message():
    """An error, hint or progress whose words stand as text in the source cannot be translated."""
    assert list(messages.untranslatable()) == []

"""A file that is written bit by bit while its folder is watched."""

from ad_studio.services.inspection import run_plan, watching


def write_while_watched(monkeypatch, path, *contents):
    """Write the contents one after the other, each once the one before was inspected.

    A file is handed out at the second look that finds it unchanged, however damaged it is.

    Args:
        monkeypatch: Makes looks follow one another at once.
        path: The file; its folder is watched.
        contents: Bytes; the first ones are there when the watch begins.
    """
    monkeypatch.setattr(watching, "POLL_SECONDS", 0)
    monkeypatch.setattr(watching, "PATIENCE_SECONDS", 0)
    find, looks, left = run_plan.find, [], list(contents)
    path.write_bytes(left.pop(0))

    def look(scope):
        looks.append(scope)
        if left and len(looks) % 2 == 0 and len(looks) > 2:  # the first look only lists
            path.write_bytes(left.pop(0))
        return find(scope)

    monkeypatch.setattr(run_plan, "find", look)

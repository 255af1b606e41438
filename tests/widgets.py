"""Finds widgets as a person or a screen reader does: by what they are and what they are called."""


def named(parent, kind, name):
    """The one widget of this class with this accessible name below another widget."""
    (found,) = (each for each in parent.findChildren(kind) if each.accessibleName() == name)
    return found

"""A mouse that draws on the reference."""

from PySide6.QtCore import QPoint, Qt

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class DrawingMouse:
    """Presses, drags and clicks at shares of the image."""

    def __init__(self, qtbot, canvas):
        self._qtbot, self._canvas = qtbot, canvas

    def at(self, x, y):
        rect = self._canvas.sceneRect()
        return QPoint(self._canvas.mapFromScene(x * rect.width(), y * rect.height()))

    def drag(self, *way):
        port = self._canvas.viewport()
        self._qtbot.mousePress(port, _LEFT, _NONE, self.at(*way[0]))
        for place in way[1:]:
            self._qtbot.mouseMove(port, self.at(*place))
        self._qtbot.mouseRelease(port, _LEFT, _NONE, self.at(*way[-1]))

    def click(self, x, y):
        self._qtbot.mouseClick(self._canvas.viewport(), _LEFT, _NONE, self.at(x, y))

"""The look of the application: one style sheet, filled in from the palette of the theme."""

from dataclasses import asdict
from enum import StrEnum
from string import Template

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ad_studio import paths
from ad_studio.ui import icons, palette


class ThemeChoice(StrEnum):
    """What the user asks for; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_SETTING = "theme"
_FONTS = ["Segoe UI Variable Text", "Segoe UI", "Inter", "Noto Sans", "Liberation Sans"]


def font_px(size: int, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The program's font at `size` logical pixels, for what is painted by hand."""
    font = QFont(QApplication.font())
    font.setPixelSize(size)
    font.setWeight(weight)
    return font


class Theme(QObject):
    """Keeps the application in the chosen theme; `changed` after every switch."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._template = Template(
            (paths.resources() / "styles" / "app.qss").read_text(encoding="utf-8")
        )
        self._choice = _remembered()
        app.setStyle("Fusion")
        font = QFont(app.font())
        font.setFamilies([*_FONTS, font.family()])
        font.setPixelSize(13)
        app.setFont(font)
        app.aboutToQuit.connect(icons.clear_cache)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._apply()

    @property
    def choice(self) -> ThemeChoice:
        """The theme that the user chose."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Switch to `choice` now and remember it."""
        self._choice = choice
        QSettings().setValue(_SETTING, choice.value)
        self._apply()

    def _on_system_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        dark = self._choice is ThemeChoice.DARK or (
            self._choice is ThemeChoice.SYSTEM and _desktop_is_dark()
        )
        active = palette.DARK if dark else palette.LIGHT
        palette.activate(active)
        self._app.setPalette(_qt_palette(active))
        tokens = asdict(active) | {"icons": (paths.resources() / "icons").as_posix()}
        self._app.setStyleSheet(self._template.substitute(tokens))
        icons.repaint(self._app.allWidgets())
        self.changed.emit()


def _desktop_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _remembered() -> ThemeChoice:
    value = QSettings().value(_SETTING)
    return ThemeChoice(value) if value in list(ThemeChoice) else ThemeChoice.SYSTEM


def _qt_palette(c: palette.Colors) -> QPalette:
    qt = QPalette()
    roles = {
        QPalette.ColorRole.Window: c.background,
        QPalette.ColorRole.WindowText: c.text,
        QPalette.ColorRole.Base: c.surface,
        QPalette.ColorRole.AlternateBase: c.raised,
        QPalette.ColorRole.Text: c.text,
        QPalette.ColorRole.Button: c.surface,
        QPalette.ColorRole.ButtonText: c.text,
        QPalette.ColorRole.ToolTipBase: c.raised,
        QPalette.ColorRole.ToolTipText: c.text,
        QPalette.ColorRole.PlaceholderText: c.muted,
        QPalette.ColorRole.Highlight: c.accent,
        QPalette.ColorRole.HighlightedText: c.on_accent,
        QPalette.ColorRole.Link: c.accent,
    }
    for role, color in roles.items():
        qt.setColor(role, QColor(color))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        qt.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.muted))
    return qt

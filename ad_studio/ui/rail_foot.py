"""The foot of the rail: the look, the language, and the map of the keys."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QButtonGroup, QMenu, QToolButton, QWidget

from ad_studio.ui import i18n
from ad_studio.ui.theme import Theme, ThemeChoice
from ad_studio.ui.widgets.basics import tool_button
from ad_studio.ui.widgets.layouts import FlowLayout


class RailFoot(QWidget):
    """Buttons in a row, or one below the other where the rail is narrow.

    Signals:
        language_chosen(str): The user wants another language, by its code.
        keys_asked: The user wants to see the map of the keys.
    """

    language_chosen = Signal(str)
    keys_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._flow = FlowLayout(self, spacing=4)
        self._add_themes(theme)
        self._flow.addWidget(self._make_languages())
        keys = tool_button(
            "keyboard",
            name=self.tr("Map of the keys"),
            tip=self.tr("Show which key does what (? or F1)"),
            role="rail_text",
            size=16,
        )
        keys.clicked.connect(self.keys_asked)
        self._flow.addWidget(keys)

    def _add_themes(self, theme: Theme) -> None:
        group = QButtonGroup(self)
        buttons: dict[ThemeChoice, QToolButton] = {}
        for choice, words in (
            (ThemeChoice.SYSTEM, self.tr("Colours as the desktop has them")),
            (ThemeChoice.LIGHT, self.tr("Light colours")),
            (ThemeChoice.DARK, self.tr("Dark colours")),
        ):
            button = tool_button(
                f"theme-{choice}", name=words, tip=words, checkable=True, role="rail_text", size=16
            )
            button.setChecked(theme.choice is choice)
            button.clicked.connect(lambda _checked=False, choice=choice: theme.choose(choice))
            group.addButton(button)
            self._flow.addWidget(button)
            buttons[choice] = button
        theme.changed.connect(lambda: buttons[theme.choice].setChecked(True))

    def _make_languages(self) -> QToolButton:
        code = i18n.installed()
        name = self.tr("Language: {language}").format(language=i18n.LANGUAGES[code])
        button = tool_button("language", name=name, tip=name, role="rail_text", size=16)
        menu = QMenu(button)
        only_one = QActionGroup(menu)
        for each, words in i18n.LANGUAGES.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(each == code)
            only_one.addAction(action)
            action.triggered.connect(lambda _on=False, each=each: self._on_language(each))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _on_language(self, code: str) -> None:
        if code != i18n.installed():
            self.language_chosen.emit(code)

"""What is done after each inspected image."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QLineEdit

from ad_studio.domain import ActionSettings, MqttTarget, Sorting
from ad_studio.domain.actions import MQTT_PORT
from ad_studio.services.actions.mqtt import PASSWORD_VARIABLE
from ad_studio.services.actions.settings import set_action_settings
from ad_studio.ui.projects.settings.section import Section
from ad_studio.ui.text import tooltip
from ad_studio.ui.widgets.basics import ComboBox, SpinBox, button, tool_button
from ad_studio.ui.widgets.choose import choose_folder
from ad_studio.ui.widgets.layouts import hbox


class ActionsSection(Section):
    """Files sorted into folders, a line in a file, an MQTT message; by default nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.sorting = ComboBox(name="")
        for words, sorting in (
            (self.tr("Stay where they are"), None),
            (self.tr("Are moved"), Sorting.MOVE),
            (self.tr("Are copied"), Sorting.COPY),
        ):
            self.sorting.addItem(words, sorting)
        self.add(
            self.tr("Image files"),
            self.sorting,
            tip=self.tr("Whether files are sorted by their verdict; nothing is overwritten"),
        )
        self.folder = self.add_text(
            self.tr("Into the folders OK, REVIEW, NG and ERROR in"),
            tip=self.tr("A folder that no run looks into"),
        )
        self._add_chooser()
        self.log = self.add_text(
            self.tr("A line for each image in the file"),
            tip=self.tr("The file grows by a line: CSV, or JSON where its name ends in .jsonl"),
            help_text=self.tr("Empty: no file."),
        )
        self.host = self.add_text(
            self.tr("An MQTT message to the broker"),
            tip=self.tr("Name or address of the broker"),
            help_text=self.tr("Empty: no message."),
        )
        self.port = SpinBox(1, 65535, value=MQTT_PORT, name="")
        self.add(self.tr("Port"), self.port, tip=self.tr("Of the broker"))
        self.topic = self.add_text(
            self.tr("Topic"), tip=self.tr("Without + and #"), example="line/1"
        )
        self.user = self.add_text(
            self.tr("User"),
            tip=self.tr("Signs in to the broker; empty: without a name"),
            help_text=self.tr("The password is that of the variable {name}.").format(
                name=PASSWORD_VARIABLE
            ),
        )
        self.tls = QCheckBox(self.tr("Encrypted (TLS)"))
        self.tls.setToolTip(tooltip(self.tr("Encrypt, and check the broker's certificate")))
        self.column.addWidget(self.tls)
        self.save = button(
            self.tr("Save"),
            kind="primary",
            tip=self.tr("Do this after each image from the next run on"),
            on=self._save,
        )
        self.column.addWidget(self.save)
        self.column.addStretch(1)
        self.sorting.currentIndexChanged.connect(lambda _at: self._enable())
        self._enable()

    def show_settings(self, settings: ActionSettings) -> None:
        """Show what is stored."""
        mqtt = settings.mqtt or MqttTarget("", "")
        self.sorting.setCurrentIndex(self.sorting.findData(settings.sorting))
        self.folder.setText(_text(settings.folder))
        self.log.setText(_text(settings.log))
        self.host.setText(mqtt.host)
        self.port.setValue(mqtt.port)
        self.topic.setText(mqtt.topic)
        self.user.setText(mqtt.user)
        self.tls.setChecked(mqtt.tls)

    def _add_chooser(self) -> None:
        choose = tool_button(
            "folder", name=self.tr("Choose the folder"), tip=self.tr("Choose the folder")
        )
        choose.clicked.connect(self._choose)
        self.choose = choose
        line = hbox()
        line.addStretch(1)
        line.addWidget(choose)
        self.column.addLayout(line)

    def _choose(self) -> None:
        chosen = choose_folder(self, title=self.tr("Where files are sorted into"))
        if chosen is not None:
            self.folder.setText(str(chosen))

    def _enable(self) -> None:
        sorts = self.sorting.currentData() is not None
        self.folder.setEnabled(sorts)
        self.choose.setEnabled(sorts)

    def _save(self) -> None:
        sorting = self.sorting.currentData()
        host = self.host.text().strip()
        mqtt = MqttTarget(
            host,
            self.topic.text().strip(),
            port=self.port.value(),
            user=self.user.text().strip(),
            tls=self.tls.isChecked(),
        )
        found = ActionSettings(
            sorting=sorting,
            folder=_path(self.folder) if sorting is not None else None,
            log=_path(self.log),
            mqtt=mqtt if host else None,
        )
        self.asked.emit(lambda project, author: set_action_settings(project, found, author=author))


def _text(path: Path | None) -> str:
    return "" if path is None else str(path)


def _path(field: QLineEdit) -> Path | None:
    text = field.text().strip()
    return Path(text) if text else None

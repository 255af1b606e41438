"""What the Train step lets the user choose: backbone and device, and the rest folded away."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from ad_studio.domain import DETECTORS, BackboneInfo, TrainSettings
from ad_studio.ui.widgets.basics import (
    ComboBox,
    Disclosure,
    SpinBox,
    button,
    label,
    tool_button,
)
from ad_studio.ui.widgets.choose import choose_file
from ad_studio.ui.widgets.side_panel import INSET, pin_below

_DEVICES = (("Automatic", "auto"), ("CPU", "cpu"), ("NVIDIA GPU (CUDA)", "cuda"))
_POSES = (("Automatic", ""), ("At any angle", "any"), ("Always the same", "fixed"))
_DETECTOR_NAMES = {
    "devprompt": "DevPrompt",
    "promptad": "PromptAD",
    "winclip": "WinCLIP (no training)",
    "memory": "Memory alone",
}
_SIZES = (None, 224, 336, 448, 560, 672)
_DEFAULTS = TrainSettings()


class SettingsPanel(QFrame):
    """A form with sensible defaults.

    Signals:
        train_asked(TrainSettings): The user pressed Train.
        download_asked(str): The user wants the weights of this backbone.
    """

    train_asked = Signal(object)
    download_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setFixedWidth(312)
        self._backbones: dict[str, BackboneInfo] = {}
        self._backbone = ComboBox(name="Backbone", tip="The network that sees the patches")
        self._backbone.setMaxVisibleItems(16)
        self._backbone.addItem(_DEFAULTS.backbone, _DEFAULTS.backbone)
        self._note = label(role="caption", wrap=True)
        self._device = ComboBox(name="Device", tip="Automatic takes the GPU if there is one")
        for name, value in _DEVICES:
            self._device.addItem(name, value)
        self._download = button(
            "Download weights",
            icon="drop",
            tip="Fetches the published weights into your cache; nothing else is sent or fetched",
            on=lambda: self.download_asked.emit(self._backbone.currentData()),
        )
        self._backbone.currentIndexChanged.connect(self._describe)
        advanced = self._advanced()
        self.train = button("Train", kind="primary", icon="play", on=self._on_train)
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(*INSET)
        column.setSpacing(4)
        column.addWidget(label("Settings", role="heading"))
        column.addSpacing(12)
        _field(column, "Backbone", self._backbone)
        column.addWidget(self._note)
        column.addWidget(self._download)
        column.addSpacing(12)
        _field(column, "Device", self._device)
        column.addSpacing(16)
        column.addWidget(Disclosure("Advanced", advanced))
        column.addWidget(advanced)
        column.addStretch(1)
        pin_below(self, fields, self.train)
        self._describe()

    def show_backbones(self, backbones: Sequence[BackboneInfo]) -> None:
        """Offer these backbones; those whose weights are here come first."""
        chosen = self._backbone.currentData()
        self._backbones = {backbone.id: backbone for backbone in backbones}
        here = [backbone.id for backbone in backbones if backbone.installed]
        others = [backbone.id for backbone in backbones if not backbone.installed]
        self._backbone.clear()
        for name in (*here, *others):
            self._backbone.addItem(name, name)
        if here and others:
            self._backbone.insertSeparator(len(here))
        self._backbone.setCurrentIndex(max(0, self._backbone.findData(chosen)))
        self._describe()

    def settings(self) -> TrainSettings:
        """What is chosen now."""
        weights = self._weights.text().strip()
        pose = self._pose.currentData()
        return TrainSettings(
            detector=self._detector.currentData(),
            backbone=self._backbone.currentData(),
            weights=Path(weights) if weights else None,
            epochs=self._epochs.value(),
            seed=self._seed.value(),
            device=self._device.currentData(),
            image_size=self._size.currentData(),
            options={"pose": pose} if pose and self._pose.isEnabled() else {},
        )

    def set_train_word(self, word: str) -> None:
        """Name the button: "Train", or "Train again"."""
        self.train.setText(word)

    def _advanced(self) -> QWidget:
        self._epochs = SpinBox(1, 10_000, value=_DEFAULTS.epochs, name="Steps")
        self._epochs.setToolTip("How many steps of prompt learning; more take longer")
        self._seed = SpinBox(0, 2**31 - 1, value=_DEFAULTS.seed, name="Seed")
        self._seed.setToolTip("The same seed gives the same model")
        self._size = ComboBox(
            name="Input size", tip="Long side of the image as the network sees it"
        )
        self._detector = ComboBox(
            name="Method", tip="DevPrompt is the best of them; the others are there to compare"
        )
        for detector in DETECTORS:
            self._detector.addItem(_DETECTOR_NAMES[detector], detector)
        self._pose = ComboBox(
            name="Pose", tip="Automatic tells from the reference whether the part lies free"
        )
        for name, pose in _POSES:
            self._pose.addItem(name, pose)
        self._detector.currentIndexChanged.connect(
            lambda: self._pose.setEnabled(self._detector.currentData() == _DEFAULTS.detector)
        )
        for size in _SIZES:
            self._size.addItem(f"{size} px" if size else "The backbone's own", size)
        self._weights = QLineEdit(placeholderText="The installed ones")
        self._weights.setAccessibleName("Weights file")
        self._weights.setToolTip("A checkpoint file for the backbone chosen above")
        self._weights.textChanged.connect(self._describe)
        browse = tool_button("folder", name="Choose a weights file", tip="Choose a file")
        browse.clicked.connect(self._browse)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        for name, field in (
            ("Method", self._detector),
            ("Pose", self._pose),
            ("Steps", self._epochs),
            ("Seed", self._seed),
            ("Input size", self._size),
        ):
            _field(column, name, field)
            column.addSpacing(8)
        words = label("Weights file", role="strong")
        words.setBuddy(self._weights)
        column.addWidget(words)
        row = QHBoxLayout()
        row.addWidget(self._weights, 1)
        row.addWidget(browse)
        column.addLayout(row)
        return body

    def _describe(self) -> None:
        backbone = self._backbones.get(self._backbone.currentData())
        missing = (
            backbone is not None and not backbone.installed and not self._weights.text().strip()
        )
        self.train.setEnabled(not missing)
        self._download.setVisible(missing)
        if missing:
            self._note.setText(
                "Its weights are not on this machine. Download them, or choose a weights file "
                "under Advanced."
            )
        elif backbone is not None:
            self._note.setText(" ".join(part for part in (backbone.title, backbone.note) if part))

    def _browse(self) -> None:
        kinds = "Weights (*.safetensors *.pt *.bin);;All files (*)"
        chosen = choose_file(self, title="Choose a weights file", kinds=kinds)
        if chosen is not None:
            self._weights.setText(str(chosen))

    def _on_train(self) -> None:
        self.train_asked.emit(self.settings())


def _field(column: QVBoxLayout, name: str, field: QWidget | QLayout) -> None:
    words = label(name, role="strong")
    words.setBuddy(field)
    column.addWidget(words)
    column.addWidget(field)

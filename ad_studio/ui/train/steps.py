"""The steps of a training in plain words, and which of them it is at."""

from PySide6.QtWidgets import QLabel, QWidget

from ad_studio.services.training_progress import TrainingStep
from ad_studio.ui import icons
from ad_studio.ui.i18n import translate
from ad_studio.ui.widgets.basics import icon_label, label, restyle
from ad_studio.ui.widgets.layouts import hbox, vbox


def step_word(step: TrainingStep) -> str:
    """What a training does in a step: "Train"."""
    return {
        TrainingStep.REFERENCE: translate("TrainingSteps", "Check the reference"),
        TrainingStep.TRAINING: translate("TrainingSteps", "Train"),
        TrainingStep.THRESHOLDS: translate("TrainingSteps", "Check the thresholds"),
        TrainingStep.COMPARISON: translate("TrainingSteps", "Compare with the model in force"),
    }[step]


class TrainingSteps(QWidget):
    """One line for each step, with a mark: done, going on, or still to come.

    Attributes:
        total: How many steps the training has.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[TrainingStep, tuple[QWidget, QLabel, QLabel]] = {}
        column = vbox(self, spacing=4)
        for step in TrainingStep:
            line = QWidget()
            mark, words = icon_label("next", size=16), label(f"{step.value}  {step_word(step)}")
            row = hbox(line, spacing=8)
            row.addWidget(mark)
            row.addWidget(words, 1)
            column.addWidget(line)
            self._lines[step] = line, mark, words
        self.begin(comparing=False)

    def begin(self, *, comparing: bool) -> None:
        """Show the steps of a training that begins.

        Args:
            comparing: Whether the model is compared with the one in force at the end.
        """
        self.total = len(TrainingStep) if comparing else len(TrainingStep) - 1
        self._lines[TrainingStep.COMPARISON][0].setVisible(comparing)
        self.show_step(TrainingStep.REFERENCE)

    def show_step(self, now: TrainingStep) -> None:
        """Mark the step that goes on."""
        for step, (line, mark, words) in self._lines.items():
            if step < now:
                icon, role, state = "check", "ok", self.tr("done")
            elif step == now:
                icon, role, state = "play", "accent", self.tr("going on")
            else:
                icon, role, state = "next", "border_strong", self.tr("still to come")
            icons.bind(mark, icon, role=role, size=16)
            words.setProperty("role", "strong" if step == now else "muted")
            restyle(words)
            line.setAccessibleName(f"{words.text()}: {state}")

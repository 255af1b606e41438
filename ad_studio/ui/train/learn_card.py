"""What could be learned from now: how many confirmed parts, and which are asked about again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ad_studio.services.learning.choice import MOST_LEARNED
from ad_studio.services.learning.plan import LearningPlan
from ad_studio.ui.messages import localized
from ad_studio.ui.text import sigma
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.widgets.basics import button, label
from ad_studio.ui.widgets.layouts import hbox, vbox
from ad_studio.ui.widgets.part_list import PartList, PartRow

_SIDE = 96  # of a picture that somebody has to judge, logical pixels


class LearnCard(QFrame):
    """A button that says from how many parts, and the parts that somebody has to look at again.

    Signals:
        asked: Learn from the parts of the plan on show and from those accepted.
    """

    asked = Signal()

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._plan: LearningPlan | None = None
        self.learn = button(
            "",
            icon="train",
            tip=self.tr(
                "Train a candidate on the reference and on parts that people confirmed as OK; the "
                "model in force stays"
            ),
            on=self.asked.emit,
        )
        self._words = label(wrap=True)
        self._asked_words = label(
            self.tr(
                "Look at these again: they were confirmed as OK, but score far out or were removed "
                "before. They are learned from only where you check them."
            ),
            wrap=True,
            role="strong",
        )
        self.doubtful = PartList(
            thumbnails,
            name=self.tr("Confirmed parts to look at again"),
            tip=self.tr("Check a part to learn from it; the others are left out"),
            side=_SIDE,
        )
        self.doubtful.checked.connect(self._show_count)
        self._left_out_words = label(role="strong", wrap=True)
        self.left_out = PartList(
            thumbnails,
            name=self.tr("Parts that cannot be learned from"),
            tip=self.tr("Why these parts are not learned from"),
        )
        head = hbox(spacing=16)
        head.addWidget(label(self.tr("Learn from confirmed parts"), role="heading", wrap=True), 1)
        head.addWidget(self.learn)
        column = vbox(self, spacing=12, margins=(24, 20, 24, 20))
        column.addLayout(head)
        for part in (
            self._words,
            self._asked_words,
            self.doubtful,
            self._left_out_words,
            self.left_out,
        ):
            column.addWidget(part)
        self.show_plan(None)

    @property
    def accepted(self) -> set[int]:
        """Results of the parts that are learned from although they are asked about."""
        return {int(key) for key in self.doubtful.checked_keys}

    def show_plan(self, plan: LearningPlan | None) -> None:
        """Show what would be learned from; None: it is not known yet."""
        self._plan = plan
        far = () if plan is None else plan.outliers
        removed = () if plan is None else plan.taken_out
        left = () if plan is None else plan.left_out
        rows = [
            PartRow(part.path, part.sha256, part.path.name, text, part.result_id, asked=True)
            for parts, words in (
                (far, self.tr("Scores {score}, far above the other good parts")),
                (removed, self.tr("Scores {score}, removed before")),
            )
            for part in parts
            for text in (words.format(score=sigma(part.score)),)
        ]
        self.doubtful.show_rows(rows)
        self.left_out.show_rows(
            [PartRow(one.path, "", one.path.name, localized(one.reason)) for one in left]
        )
        self._left_out_words.setText(
            self.tr("%Ln confirmed part(s) cannot be learned from:", "", len(left))
        )
        for part, shown in (
            (self._asked_words, rows),
            (self.doubtful, rows),
            (self._left_out_words, left),
            (self.left_out, left),
        ):
            part.setVisible(bool(shown))
        self._show_count()

    def _show_count(self) -> None:
        plan = self._plan
        known = 0 if plan is None else len(plan.ok) + plan.unchosen + len(self.accepted)
        count = min(known, MOST_LEARNED)
        self.learn.setText(self.tr("Learn from %Ln confirmed part(s)", "", count))
        self.learn.setEnabled(count > 0)
        if not count:
            words = self.tr(
                "Confirm inspected parts as OK in the Inspect step; a model can then learn how "
                "good parts vary."
            )
        else:
            words = self.tr(
                "The more good parts, the better it is known how they vary. From 3 on, the "
                "thresholds rest on them, each judged as if it had not been learned from; 10 or "
                "more are recommended. Parts confirmed as NG are not learned from: they show what "
                "would escape, and where a threshold must lie."
            )
        if known > count:
            words += " " + self.tr(
                "Of %Ln part(s), those are chosen that differ most in their scores.", "", known
            )
        self._words.setText(words)

"""The Thresholds tab: the histogram, the two fields, and what the lines come to at once."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ad_studio.domain import Thresholds
from ad_studio.services.thresholds.preview import Flips, ThresholdPreview
from ad_studio.services.thresholds.scores import ScoreTable
from ad_studio.services.thresholds.suggestions import Suggestion
from ad_studio.ui.inspect.console.flips_view import FlipsView
from ad_studio.ui.inspect.console.hand import Hand
from ad_studio.ui.inspect.console.histogram import Histogram
from ad_studio.ui.inspect.console.live_numbers import LiveNumbers, many
from ad_studio.ui.inspect.console.suggestion_list import SuggestionList
from ad_studio.ui.said import said
from ad_studio.ui.text import signed, when
from ad_studio.ui.widgets.basics import ElidedLabel, SigmaBox, label


class ThresholdsTab(QWidget):
    """Shows and moves the thresholds in hand.

    Signals:
        picked(int): The user wants to see this result.
    """

    picked = Signal(int)

    def __init__(self, hand: Hand, *, name_of: Callable[[int], str]) -> None:
        super().__init__()
        self._hand = hand
        self._preview = ThresholdPreview(ScoreTable.empty())
        self.histogram = Histogram()
        self.review = SigmaBox(
            name=self.tr("REVIEW threshold in sigma"),
            tip=self.tr("From this deviation on an image is REVIEW"),
        )
        self.ng = SigmaBox(
            name=self.tr("NG threshold in sigma"),
            tip=self.tr("From this deviation on an image is NG"),
        )
        self.numbers = LiveNumbers()
        self.flips = FlipsView(name_of)
        self.suggestions = SuggestionList()
        self._basis = label(role="caption", wrap=True)
        self._make_layout()
        self._bind()

    def event(self, event: QEvent) -> bool:
        """Ask for the height that the words need as they are wrapped; a scroll area does not."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            wanted = self.layout().minimumHeightForWidth(self.width())
            self.setMinimumHeight(max(wanted, 0))  # -1 while nothing is in it
        return super().event(event)

    def show_table(self, table: ScoreTable) -> None:
        """Show the scores of the run."""
        self._preview = ThresholdPreview(table)
        self.histogram.show_table(table)
        self._show_key(table)
        self._show_hand()

    def show_flips(self) -> None:
        """List the images that would flip."""
        self._switches[0].click()

    def show_suggestions(self) -> None:
        """List the suggestions."""
        self._switches[1].click()

    def follow(self) -> None:
        """Let the list of flips follow the thresholds in hand."""
        limits, version = self._hand.thresholds, self._hand.version
        flips = None
        if limits is not None and version is not None:
            flips = self.flips_between(version.thresholds, limits)
        self.flips.show_flips(flips)
        count = 0 if flips is None else len(flips)
        self._switches[0].setText(self.tr("Would flip {count}").format(count=many(count)))
        self._switches[0].setToolTip(
            self.tr(
                "Images whose machine verdict would change against the thresholds in force; click "
                "one to see it. {count} of them have a human verdict, which stands."
            ).format(count=many(flips.verified if flips else 0))
        )

    def flips_between(self, before: Thresholds, after: Thresholds) -> Flips:
        """The images of the run whose machine verdict changes from one pair to the other."""
        return self._preview.flips(before, after)

    def _make_layout(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.histogram)
        column.addLayout(self._make_key())
        column.addLayout(self._make_fields())
        column.addWidget(self.numbers)
        column.addWidget(self._basis)
        column.addLayout(self._make_switch())
        self._lists = QStackedWidget()
        for view in (self.flips, self.suggestions):
            self._lists.addWidget(view)
        self._lists.setMinimumHeight(150)
        self._lists.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        column.addWidget(self._lists, 1)

    def _make_key(self) -> QHBoxLayout:
        self._key = ElidedLabel(role="caption")
        self.log = QCheckBox(self.tr("log"))
        self.log.setAccessibleName(self.tr("Logarithmic counts"))
        self.log.setToolTip(
            self.tr("Show counts on a logarithmic scale, so that few images beside many are seen")
        )
        self.log.toggled.connect(self.histogram.set_logarithmic)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._key, 1)
        row.addWidget(self.log)
        return row

    def _make_fields(self) -> QGridLayout:
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(4)
        for at, (words, box) in enumerate(
            ((self.tr("REVIEW from"), self.review), (self.tr("NG from"), self.ng))
        ):
            box.setKeyboardTracking(False)
            box.setMinimumWidth(96)
            name = label(words, role="strong")
            name.setBuddy(box)
            fields.addWidget(name, 0, at)
            fields.addWidget(box, 1, at)
        return fields

    def _make_switch(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        group = QButtonGroup(self)
        self._switches = []
        for at, (words, tip) in enumerate(
            (
                (
                    self.tr("Would flip"),
                    "",
                ),
                (
                    self.tr("Suggestions"),
                    self.tr("Thresholds that the reference and the human verdicts suggest"),
                ),
            )
        ):
            chip = QPushButton(words)
            chip.setProperty("kind", "filter")
            chip.setCheckable(True)
            chip.setToolTip(tip)
            chip.clicked.connect(lambda _on=False, at=at: self._lists.setCurrentIndex(at))
            group.addButton(chip)
            row.addWidget(chip)
            self._switches.append(chip)
        self._switches[0].setChecked(True)
        row.addStretch(1)
        return row

    def _bind(self) -> None:
        hand = self._hand
        self.histogram.review_moved.connect(lambda value: hand.move(review=value))
        self.histogram.ng_moved.connect(lambda value: hand.move(ng=value))
        self.review.valueChanged.connect(lambda value: hand.move(review=value))
        self.ng.valueChanged.connect(lambda value: hand.move(ng=value))
        self.flips.picked.connect(self.picked)
        self.suggestions.chosen.connect(self._try)
        hand.moved.connect(self._show_hand)
        hand.version_shown.connect(self._show_version)

    def _try(self, one: Suggestion) -> None:
        self._hand.take(one.thresholds, one.basis)

    def _show_version(self) -> None:
        version = self._hand.version
        if version is not None:
            self.histogram.show_thresholds(version.thresholds, rescale=True)
            who = signed(when(version.created_at), version.author)
            self._basis.setText(
                self.tr("In force: {basis}, {signed}").format(basis=said(version.basis), signed=who)
            )

    def _show_hand(self) -> None:
        """What keeps up with a line under the mouse; the rest follows as it can."""
        limits, version = self._hand.thresholds, self._hand.version
        if limits is None or version is None:
            self.numbers.show_preview(None)
            self._basis.setText("")
            return
        for box, value in ((self.review, limits.review), (self.ng, limits.ng)):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
        self.histogram.show_thresholds(limits, rescale=False)
        preview = self._preview.at(limits)
        self.numbers.show_preview(preview if preview.counts.total else None)
        self._basis.setVisible(not self._hand.is_trying)

    def _show_key(self, table: ScoreTable) -> None:
        ok, ng = many(len(table.confirmed_ok)), many(len(table.confirmed_ng))
        self._key.setText(self.tr("■ {ok} confirmed OK  ▨ {ng} NG").format(ok=ok, ng=ng))
        self._key.setToolTip(
            self.tr("Narrow bars: images of this run that a person has judged. Wide bars: all.")
        )
        self._key.setVisible(len(table.ids) > 0)

"""The Thresholds tab: histogram, the two fields, and what the thresholds come to."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from ad_studio.domain import SizeLimit, Thresholds
from ad_studio.services.thresholds.preview import Flips, Preview, ThresholdPreview
from ad_studio.services.thresholds.scores import ScoreTable
from ad_studio.services.thresholds.suggestions import Suggestion
from ad_studio.ui.inspect.state import ThresholdDraft
from ad_studio.ui.inspect.threshold_panel.flips_view import FlipsView
from ad_studio.ui.inspect.threshold_panel.histogram import Histogram
from ad_studio.ui.inspect.threshold_panel.suggestion_list import SuggestionList
from ad_studio.ui.messages import localized
from ad_studio.ui.text import grouped, short_number, signed, tooltip, when
from ad_studio.ui.widgets.basics import (
    AREA_DECIMALS,
    AreaBox,
    ElidedLabel,
    SigmaBox,
    button,
    label,
)
from ad_studio.ui.widgets.layouts import hbox, vbox


class LiveNumbers(QWidget):
    """Counts of all images; overkill and escape on those that a person has judged."""

    def __init__(self) -> None:
        super().__init__()
        self._counts = label(role="strong", wrap=True)
        self._overkill = label(wrap=True)
        self._escape = label(wrap=True)
        self._counts.setToolTip(
            self.tr("Images of this run by the verdict that would stand; human verdicts stand.")
        )
        column = vbox(self, spacing=4)
        for line in (self._counts, self._overkill, self._escape):
            column.addWidget(line)
        self.show_preview(None)

    def show_preview(self, preview: Preview | None) -> None:
        """Say this; None: there is nothing to say."""
        for line in (self._counts, self._overkill, self._escape):
            line.setVisible(preview is not None)
        if preview is None:
            return
        counts, good, bad = preview.counts, preview.good, preview.bad
        words = ((counts.ng, "NG"), (counts.review, "REVIEW"), (counts.ok, "OK"))
        self._counts.setText("  ·  ".join(f"{grouped(n)}\u00a0{word}" for n, word in words))
        self._overkill.setText(
            self.tr("Overkill: {count} of {all} confirmed OK").format(
                count=grouped(preview.overkill), all=grouped(good.total)
            )
            if good.total
            else self.tr("Overkill: no image is confirmed OK yet")
        )
        self._escape.setText(
            self.tr("Escape: {count} of {all} confirmed NG").format(
                count=grouped(preview.escape), all=grouped(bad.total)
            )
            if bad.total
            else self.tr("Escape: no image is confirmed NG yet")
        )
        self._overkill.setToolTip(
            tooltip(
                self.tr(
                    "Good parts of this run, confirmed by a person, that the machine would call "
                    "NG. REVIEW is no overkill, a person looks at those: {count} more."
                ).format(count=grouped(good.review))
            )
        )
        self._escape.setToolTip(
            tooltip(
                self.tr(
                    "Bad parts of this run, confirmed by a person, that the machine would call OK. "
                    "REVIEW is no escape, a person looks at those: {count} more."
                ).format(count=grouped(bad.review))
            )
        )


class ThresholdsTab(QWidget):
    """Shows and moves the thresholds being tried.

    Signals:
        picked(int): The user wants to see this result.
        zones_asked: The user wants to draw zones.
    """

    picked = Signal(int)
    zones_asked = Signal()

    def __init__(self, draft: ThresholdDraft, *, name_of: Callable[[int], str]) -> None:
        super().__init__()
        self._draft = draft
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
        self.ng_size = AreaBox(
            name=self.tr("NG only from this size, in square millimetres"),
            tip=self.tr(
                "An image is NG only where a region that reaches the NG threshold is at least so "
                "large on the part; what is smaller is REVIEW. 0: any size"
            ),
        )
        self._zones_tip = self.tr("Draw places where another size counts, such as a sealing face")
        self.zones = button(
            self.tr("Zones…"),
            tip=self._zones_tip,
            on=self.zones_asked.emit,
        )
        self._pixel_mm: float | None = None
        self.numbers = LiveNumbers()
        self.flips = FlipsView(name_of)
        self.suggestions = SuggestionList()
        self._basis = label(role="caption", wrap=True)
        self._make_layout()
        self._bind()

    def event(self, event: QEvent) -> bool:
        """Ask for the height that the words need as they are wrapped; a scroll area does not."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            layout = self.layout()
            wanted = layout.minimumHeightForWidth(self.width()) if layout else 0
            self.setMinimumHeight(max(wanted, 0))  # -1 while nothing is in it
        return super().event(event)

    def show_table(self, table: ScoreTable) -> None:
        """Show the scores of the run."""
        self._preview = ThresholdPreview(table)
        self.histogram.show_table(table)
        self._show_key(table)
        self._show_draft()

    def show_pixel_size(self, mm: float | None) -> None:
        """Take in how large a pixel is on the part, in mm; None: nobody said it."""
        self._pixel_mm = mm
        self._show_draft()

    def show_flips(self) -> None:
        """List the images that would flip."""
        self._switches[0].click()

    def show_suggestions(self) -> None:
        """List the suggestions."""
        self._switches[1].click()

    def follow(self) -> None:
        """Let the list of flips follow the thresholds being tried."""
        limits, version = self._draft.thresholds, self._draft.version
        flips = None
        if limits is not None and version is not None:
            flips = self.flips_between(version.thresholds, limits)
        self.flips.show_flips(flips)
        count = 0 if flips is None else len(flips)
        self._switches[0].setText(self.tr("Would flip {count}").format(count=grouped(count)))
        self._switches[0].setToolTip(
            tooltip(
                self.tr(
                    "Images whose machine verdict would change against the thresholds in force; "
                    "click one to see it. {count} of them have a human verdict, which stands."
                ).format(count=grouped(flips.verified if flips else 0))
            )
        )

    def flips_between(self, before: Thresholds, after: Thresholds) -> Flips:
        """The images of the run whose machine verdict changes from one pair to the other."""
        return self._preview.flips(before, after)

    def _make_layout(self) -> None:
        column = vbox(self, spacing=8, margins=(12, 8, 12, 12))
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
        row = hbox(spacing=8)
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
        self.ng_size.setKeyboardTracking(False)
        self.ng_size.setMinimumWidth(96)
        self._size_name = label(self.tr("NG only from"), role="strong")
        self._size_name.setBuddy(self.ng_size)
        fields.addWidget(self._size_name, 2, 0)
        fields.addWidget(self.ng_size, 2, 1)
        fields.addWidget(self.zones, 3, 1)
        self._size_hint = label(role="caption", wrap=True)
        fields.addWidget(self._size_hint, 4, 0, 1, 2)
        return fields

    def _make_switch(self) -> QHBoxLayout:
        row = hbox(spacing=6)
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
                    self.tr(
                        "Thresholds that the reference and the human verdicts suggest. They go by "
                        "scores alone, without a size limit"
                    ),
                ),
            )
        ):
            chip = QPushButton(words)
            chip.setProperty("kind", "filter")
            chip.setCheckable(True)
            chip.setToolTip(tooltip(tip))
            chip.clicked.connect(lambda _on=False, at=at: self._lists.setCurrentIndex(at))
            group.addButton(chip)
            row.addWidget(chip)
            self._switches.append(chip)
        self._switches[0].setChecked(True)
        row.addStretch(1)
        return row

    def _bind(self) -> None:
        draft = self._draft
        self.histogram.review_moved.connect(lambda value: draft.move(review=value))
        self.histogram.ng_moved.connect(lambda value: draft.move(ng=value))
        self.review.valueChanged.connect(lambda value: draft.move(review=value))
        self.ng.valueChanged.connect(lambda value: draft.move(ng=value))
        self.ng_size.valueChanged.connect(self._limit_size)
        self.flips.picked.connect(self.picked)
        self.suggestions.chosen.connect(self._try)
        draft.moved.connect(self._show_draft)
        draft.settled.connect(self.follow)
        draft.version_shown.connect(self._show_version)

    def _limit_size(self, mm2: float) -> None:
        """Try another size outside of zones; it counts by the pixels of now, like the zones.

        Where their size is not known any more, by those that the limit was set with.
        """
        now = self._draft.thresholds
        limit = None if now is None else now.size_limit
        zones = () if limit is None else limit.zones
        pixel_mm = self._pixel_mm
        if pixel_mm is None and limit is not None:
            pixel_mm = limit.pixel_mm
        if mm2 == 0 and not zones:
            self._draft.limit_size(None)
        elif pixel_mm is not None:
            self._draft.limit_size(SizeLimit(mm2, pixel_mm, zones))
        else:
            self._show_draft()  # refused: no size can be set without that of a pixel

    def _try(self, one: Suggestion) -> None:
        if one.thresholds is not None and one.basis is not None:
            self._draft.take_lines(one.thresholds, one.basis)

    def _show_version(self) -> None:
        version = self._draft.version
        if version is not None:
            self.histogram.show_thresholds(version.thresholds, rescale=True)
            who = signed(when(version.created_at), version.author)
            self._basis.setText(
                self.tr("In force: {basis}, {signed}").format(
                    basis=localized(version.basis.message), signed=who
                )
            )

    def _show_draft(self) -> None:
        """What keeps up with a line under the mouse; the rest follows as it can."""
        limits, version = self._draft.thresholds, self._draft.version
        if limits is None or version is None:
            self.numbers.show_preview(None)
            self._basis.setText("")
            return
        limit = limits.size_limit
        self._show_size(limit)
        values: tuple[tuple[QDoubleSpinBox, float], ...] = (
            (self.review, limits.review),
            (self.ng, limits.ng),
            (self.ng_size, 0.0 if limit is None else limit.mm2),
        )
        for box, value in values:
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
        self.histogram.show_thresholds(limits, rescale=False)
        preview = self._preview.at(limits)
        self.numbers.show_preview(preview if preview.counts.total else None)
        self._basis.setVisible(not self._draft.is_changed)

    def _show_size(self, limit: SizeLimit | None) -> None:
        """Offer a size once a pixel has one; say by which pixels it counts, if not by these."""
        words = ""
        if limit is not None and limit.pixel_mm != self._pixel_mm:
            words = self.tr("Counted by pixels of {mm} mm, as when the size was set.").format(
                mm=short_number(limit.pixel_mm, AREA_DECIMALS)
            )
        for widget in (self._size_name, self.ng_size, self.zones):
            widget.setVisible(self._pixel_mm is not None or limit is not None)
        zones = () if limit is None else limit.zones
        self.zones.setText(self.tr("%Ln zone(s)…", "", len(zones)) if zones else self.tr("Zones…"))
        said = localized(limit.message) if limit is not None and zones else self._zones_tip
        self.zones.setToolTip(tooltip(said))
        self._size_hint.setText(words)
        self._size_hint.setVisible(bool(words))

    def _show_key(self, table: ScoreTable) -> None:
        ok, ng = grouped(len(table.confirmed_ok)), grouped(len(table.confirmed_ng))
        self._key.setText(self.tr("■ {ok} confirmed OK  ▨ {ng} NG").format(ok=ok, ng=ng))
        self._key.setToolTip(
            self.tr("Narrow bars: images of this run that a person has judged. Wide bars: all.")
        )
        self._key.setVisible(len(table.ids) > 0)

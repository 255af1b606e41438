"""What a model says of itself right after training, in plain words and as dots on the scale."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ad_studio.domain import ModelInfo, SelfCheck, Thresholds, ThresholdVersion, Verdict
from ad_studio.eta import duration
from ad_studio.ui import icons
from ad_studio.ui.i18n import tr, translate
from ad_studio.ui.messages import localized
from ad_studio.ui.palette import colors
from ad_studio.ui.text import sigma, when
from ad_studio.ui.theme import font_px
from ad_studio.ui.widgets.basics import ElidedLabel, clear_layout, icon_label, label
from ad_studio.ui.widgets.layouts import hbox, vbox

_ROW = 30
_GAP = 12
_TOP = 24


def sentences(
    check: SelfCheck, thresholds: Thresholds, *, part_types: Sequence[str] = ()
) -> list[tuple[bool, str]]:
    """The self-check in plain words; False marks what should worry the user.

    Args:
        check: Of the model.
        thresholds: Its own.
        part_types: See `ModelInfo.part_types`.
    """
    reference = thresholds.verdict(check.reference_score)
    words = (
        translate("SelfCheck", "The reference of {name} itself scores {score}: {verdict}.")
        if part_types
        else translate("SelfCheck", "The reference itself scores {score}: {verdict}.")
    )
    words = words.format(
        name="".join(part_types[:1]), score=sigma(check.reference_score), verdict=reference
    )
    said = [(reference is Verdict.OK, words)]
    views = check.view_scores
    if views:
        bad = sum(thresholds.verdict(score) is not Verdict.OK for score in views)
        words = (
            tr(
                "%Ln slightly changed view(s) of all references that the model had not seen: {low} "
                "to {high}; {outcome}.",
                "",
                len(views),
            )
            if part_types
            else tr(
                "%Ln slightly changed view(s) of it that the model had not seen: {low} to {high}; "
                "{outcome}.",
                "",
                len(views),
            )
        )
        outcome = tr("%Ln would not be OK", "", bad) if bad else translate("SelfCheck", "all OK")
        low, high = sigma(min(views)), sigma(max(views))
        said.append((not bad, words.format(low=low, high=high, outcome=outcome)))
    defects = check.defect_scores
    if defects:
        found = sum(thresholds.verdict(score) is not Verdict.OK for score in defects)
        words = (
            tr(
                "{found} of %Ln defect(s) painted on all references would be flagged (REVIEW or "
                "NG).",
                "",
                len(defects),
            )
            if part_types
            else tr(
                "{found} of %Ln defect(s) painted on it would be flagged (REVIEW or NG).",
                "",
                len(defects),
            )
        ).format(found=found)
        if found != len(defects):
            words += " " + translate("SelfCheck", "The others would be escapes.")
        said.append((found == len(defects), words))
    return said


class SelfCheckView(QWidget):
    """The words, and below them every score as a dot against the two thresholds."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label(role="heading")
        self._about = ElidedLabel(role="muted")
        self._about.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._lines = vbox(spacing=6)
        self._dots = _Dots()
        column = vbox(self, spacing=12)
        head = hbox(spacing=16)
        head.addWidget(self._title)
        head.addWidget(self._about, 1)
        column.addLayout(head)
        column.addLayout(self._lines)
        column.addWidget(self._dots)
        self._basis = label(role="caption", wrap=True)
        column.addWidget(self._basis)

    def show_model(self, model: ModelInfo, version: ThresholdVersion) -> None:
        """Show the self-check of `model` as judged by its thresholds."""
        thresholds = version.thresholds
        self._title.setText(self.tr("Self-check of model {number}").format(number=model.number))
        self._about.setText(
            f"{model.backbone}  ·  {model.device}  ·  {duration(model.train_seconds)}  ·  "
            f"{when(model.created_at)}"
        )
        clear_layout(self._lines)
        said = sentences(model.self_check, thresholds, part_types=model.part_types)
        for good, text in said:
            line = QWidget()
            row = hbox(line, spacing=8)
            look = ("check", "ok") if good else ("warning", "review")
            row.addWidget(icon_label(look[0], role=look[1]), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(text, wrap=True), 1)
            self._lines.addWidget(line)
        self._dots.show_scores(model.self_check, thresholds)
        words = self.tr("The thresholds rest on: {basis}. Adjust them in the Inspect step.")
        self._basis.setText(words.format(basis=localized(version.basis.message)))


class _Dots(QWidget):
    """Three rows of dots on one scale in sigma, with the thresholds as lines."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[tuple[str, Sequence[float]]] = ()
        self._thresholds = Thresholds(3, 5)
        self.setFixedHeight(_TOP + 3 * _ROW + 20)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Scores of the self-check on the scale in sigma"))

    def show_scores(self, check: SelfCheck, thresholds: Thresholds) -> None:
        """Show all scores of a self-check."""
        self._thresholds = thresholds
        self._rows = (
            (self.tr("Reference"), (check.reference_score,)),
            (self.tr("Changed views"), check.view_scores),
            (self.tr("Painted defects"), check.defect_scores),
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        active, limits = colors(), self._thresholds
        top = 2 * limits.ng
        small = QFontMetrics(font_px(12))
        left = max(small.horizontalAdvance(name) for name, _scores in self._rows) + _GAP
        bottom = _TOP + 3 * _ROW

        def x(score: float) -> float:
            return left + min(max(score, 0), top) / top * (self.width() - left - 16)

        bands = (
            (0, limits.review, "ok"),
            (limits.review, limits.ng, "review"),
            (limits.ng, top, "ng"),
        )
        for low, high, role in bands:
            ground = QRectF(x(low), _TOP, x(high) - x(low), 3 * _ROW)
            painter.fillRect(ground, QColor(getattr(active, f"{role}_soft")))
        for value, word, role in ((limits.review, "REVIEW", "review"), (limits.ng, "NG", "ng")):
            painter.setPen(QPen(QColor(getattr(active, role)), 2))
            painter.drawLine(QPointF(x(value), _TOP - 4), QPointF(x(value), bottom))
            painter.setFont(font_px(12, weight=QFont.Weight.Bold))
            before = role == "review"  # one word on each side: they never meet
            place = QRectF(x(value) - (156 if before else 4), 0, 160, _TOP - 4)
            side = Qt.AlignmentFlag.AlignRight if before else Qt.AlignmentFlag.AlignLeft
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | side, f"{word} {sigma(value)}")
        for row, (name, scores) in enumerate(self._rows):
            middle = _TOP + (row + 0.5) * _ROW
            painter.setPen(QColor(active.muted))
            painter.setFont(font_px(12))
            place = QRectF(0, middle - 12, left - _GAP, 24)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name
            )
            for score in scores:
                verdict = limits.verdict(score)
                icon = icons.pixmap(
                    icons.verdict_icon_name(verdict),
                    active.verdict(verdict),
                    14,
                    self.devicePixelRatioF(),
                )
                painter.drawPixmap(QPointF(x(score) - 7, middle - 7), icon)
        painter.setPen(QColor(active.muted))
        painter.setFont(font_px(11))
        for value, word in ((0.0, "0 σ"), (top, f"≥ {top:.0f} σ")):
            place = QRectF(x(value) - 40, bottom + 2, 56, 16)
            align = Qt.AlignmentFlag.AlignRight if value else Qt.AlignmentFlag.AlignHCenter
            painter.drawText(place.translated(0 if value else 12, 0), align, word)

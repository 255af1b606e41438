"""A candidate beside the model in force, on the images that people judged."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from ad_studio.services.learning.comparison import Flip, Judgement, ModelComparison
from ad_studio.ui.text import number, sigma, tooltip, verdict_word
from ad_studio.ui.thumbnails import Thumbnails
from ad_studio.ui.widgets.basics import clear_layout, label
from ad_studio.ui.widgets.layouts import vbox
from ad_studio.ui.widgets.part_list import PartList, PartRow

_Line = tuple[str, str, str, str]  # what, its explanation, of the model in force, of the candidate


class ComparisonCard(QFrame):
    """Counts of both models, and the images on which they disagree; hidden until there is one.

    Attributes:
        said: What stands in the table: of the model in force and of the candidate, by its line.
    """

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.said: dict[str, tuple[str, str]] = {}
        self._title = label(role="heading")
        self._about = label(wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._flips_words = label(role="strong", wrap=True)
        self.flips = PartList(
            thumbnails,
            name=self.tr("Images that the two models judge differently"),
            tip=self.tr("What the model in force and the candidate say of each image"),
        )
        column = vbox(self, spacing=12, margins=(24, 20, 24, 20))
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addLayout(self._grid)
        column.addWidget(self._flips_words)
        column.addWidget(self.flips)
        self.hide()

    def show_comparison(self, found: ModelComparison) -> None:
        """Show what two models make of the same images."""
        before, after = found.before.model.number, found.after.model.number
        self._title.setText(self.tr("Model {new} beside model {old}").format(new=after, old=before))
        self._about.setText(" ".join(self._basis(found)))
        self._fill(found)
        count = len(found.flips)
        self._flips_words.setText(
            self.tr("%Ln image(s) would be judged otherwise:", "", count)
            if count
            else self.tr("No image would be judged otherwise.")
        )
        self.flips.show_rows([self._row(flip) for flip in found.flips])
        self.flips.setVisible(bool(count))
        self.show()

    def _basis(self, found: ModelComparison) -> list[str]:
        """On which images the comparison rests, and which are not in it."""
        words = [
            self.tr(
                "On {good} images confirmed OK and {bad} confirmed NG; a part learned from counts "
                "as it was judged when it was left out."
            ).format(good=found.good, bad=found.bad)
        ]
        if found.before.thresholds.size_limit or found.after.thresholds.size_limit:
            words.append(self.tr("Both are judged by scores alone, without the size limit."))
        if found.learned:
            words.append(
                self.tr(
                    "%Ln image(s) are not compared: learned from, and too few to be left out.",
                    "",
                    found.learned,
                )
            )
        if found.unread:
            words.append(
                self.tr(
                    "%Ln image(s) are not compared: changed or gone since they were judged.",
                    "",
                    found.unread,
                )
            )
        if found.unchosen:
            words.append(
                self.tr(
                    "%Ln image(s) are not compared: there are enough others.", "", found.unchosen
                )
            )
        return words

    def _fill(self, found: ModelComparison) -> None:
        clear_layout(self._grid)
        heads = (
            self.tr("Model {number}, in force").format(number=found.before.model.number),
            self.tr("Model {number}, candidate").format(number=found.after.model.number),
        )
        for column, text in enumerate(heads, 1):
            self._grid.addWidget(label(text, role="muted"), 0, column, Qt.AlignmentFlag.AlignRight)
        lines = self._lines(found)
        self.said = {what: (old, new) for what, _tip, old, new in lines}
        for row, (what, tip, *values) in enumerate(lines, 1):
            name = label(what)
            name.setToolTip(tooltip(tip))
            self._grid.addWidget(name, row, 0)
            for column, value in enumerate(values, 1):
                self._grid.addWidget(
                    label(value, role="strong"), row, column, Qt.AlignmentFlag.AlignRight
                )

    def _lines(self, found: ModelComparison) -> list[_Line]:
        sides = found.before, found.after
        of = self.tr("{count} of {total}")
        lines: list[_Line] = []
        for what, tip, total, counts in (
            (
                self.tr("Overkill"),
                self.tr("Good parts called NG"),
                found.good,
                [side.overkill for side in sides],
            ),
            (
                self.tr("Good in REVIEW"),
                self.tr("Good parts that somebody has to look at"),
                found.good,
                [side.good_in_review for side in sides],
            ),
            (
                self.tr("Escape"),
                self.tr("Bad parts called OK"),
                found.bad,
                [side.escape for side in sides],
            ),
            (
                self.tr("Bad in REVIEW"),
                self.tr("Bad parts that somebody has to look at"),
                found.bad,
                [side.bad_in_review for side in sides],
            ),
        ):
            old, new = (of.format(count=count, total=total) for count in counts)
            lines.append((what, tip, old, new))
        aurocs = ["–" if s.auroc is None else number(s.auroc, 3) for s in sides]
        tip = self.tr("How well the scores separate good from bad, whatever the thresholds: 1 best")
        lines.append(("AUROC", tip, aurocs[0], aurocs[1]))
        lines.append(
            (
                self.tr("REVIEW from, NG from"),
                self.tr("The thresholds of the model"),
                _limits(found.before),
                _limits(found.after),
            )
        )
        return lines

    def _row(self, flip: Flip) -> PartRow:
        words = self.tr("{before} → {after}; confirmed {human}")
        return PartRow(
            flip.path,
            "",
            flip.path.name,
            words.format(
                before=verdict_word(flip.before),
                after=verdict_word(flip.after),
                human=verdict_word(flip.human),
            ),
            str(flip.path),
        )


def _limits(side: Judgement) -> str:
    return f"{sigma(side.thresholds.review)}, {sigma(side.thresholds.ng)}"

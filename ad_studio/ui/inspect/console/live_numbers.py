"""What the thresholds in hand come to, in words."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ad_studio.services.thresholds.preview import Preview
from ad_studio.ui.widgets.basics import label


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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
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
        self._counts.setText("  ·  ".join(f"{many(n)}\u00a0{word}" for n, word in words))
        self._overkill.setText(
            self.tr("Overkill: {count} of {all} confirmed OK").format(
                count=many(preview.overkill), all=many(good.total)
            )
            if good.total
            else self.tr("Overkill: no image is confirmed OK yet")
        )
        self._escape.setText(
            self.tr("Escape: {count} of {all} confirmed NG").format(
                count=many(preview.escape), all=many(bad.total)
            )
            if bad.total
            else self.tr("Escape: no image is confirmed NG yet")
        )
        self._overkill.setToolTip(
            self.tr(
                "Good parts of this run, confirmed by a person, that the machine would call NG. "
                "REVIEW is no overkill, a person looks at those: {count} more."
            ).format(count=many(good.review))
        )
        self._escape.setToolTip(
            self.tr(
                "Bad parts of this run, confirmed by a person, that the machine would call OK. "
                "REVIEW is no escape, a person looks at those: {count} more."
            ).format(count=many(bad.review))
        )


def many(count: int) -> str:
    """A count as it is written in the user's language: "100,000"."""
    return QLocale().toString(count)

"""The audit trail of the project: who did what, when and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from ad_studio.domain import AuditHead
from ad_studio.services.audit.trail import TrailEntry
from ad_studio.ui.messages import localized
from ad_studio.ui.text import grouped, sigma, signed, when
from ad_studio.ui.widgets.basics import label
from ad_studio.ui.widgets.layouts import vbox
from ad_studio.ui.widgets.line_list import fill, make_list

_MOST = 1000  # rows


class TrailPanel(QFrame):
    """A list of what was done, newest first, and the head of the audit chain to be written down."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._head = label(wrap=True)
        self._head.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._head.setAccessibleName(self.tr("Head of the audit chain"))
        self._head.setToolTip(
            self.tr("Write it down elsewhere: it shows later whether anything was changed")
        )
        self._list = make_list(
            name=self.tr("Audit trail"), tip=self.tr("What was done, newest first")
        )
        column = vbox(self, spacing=12, margins=(24, 24, 24, 16))
        column.addWidget(label(self.tr("Audit trail"), role="heading"))
        column.addWidget(self._head)
        self._rest = label(role="muted", wrap=True)
        column.addWidget(self._rest)
        column.addWidget(self._list, 1)

    def show_trail(self, entries: Sequence[TrailEntry], head: AuditHead | None) -> None:
        """Show what was done in a project."""
        if head is not None:
            words = self.tr("Entry {entry} of {when}: {head}")
            self._head.setText(
                words.format(entry=head.entry, when=when(head.created_at), head=head.short)
            )
        words = self.tr(
            "The newest {shown} of {all} lines. The command line shows all of them: "
            "ad-studio audit, with --csv in a file."
        )
        self._rest.setText(words.format(shown=grouped(_MOST), all=grouped(len(entries))))
        self._rest.setVisible(len(entries) > _MOST)
        fill(
            self._list,
            [(self._lines(one), number, True) for number, one in enumerate(entries[:_MOST])],
        )

    def _lines(self, entry: TrailEntry) -> list[str]:
        old, new = localized(entry.old), localized(entry.new)
        became = f"{old} → {new}" if old and new else new
        about = entry.image.name if entry.image else ""
        first = "  ·  ".join(part for part in (localized(entry.what), about, became) if part)
        return [part for part in (first, self._who(entry), localized(entry.why)) if part]

    def _who(self, entry: TrailEntry) -> str:
        parts = [signed(when(entry.created_at), entry.author)]
        if (record := entry.record) is not None:
            parts.append(f"{record.login}@{record.computer}")
            parts.append(self.tr("entry {entry}").format(entry=record.entry))
            if record.clock_back:
                parts.append(self.tr("the clock ran backwards"))
        if entry.model is not None:
            parts.append(self.tr("model {number}").format(number=entry.model))
        if (version := entry.thresholds) is not None:
            pair = version.thresholds
            parts.append(f"REVIEW {sigma(pair.review)}, NG {sigma(pair.ng)}")
        return "  ·  ".join(parts)

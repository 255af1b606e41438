"""The list of operators, and whether everybody signs in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit

from ad_studio.domain import Operator, Role
from ad_studio.services.projects.operators import add_operator, ask_for_sign_in, remove_operator
from ad_studio.ui.projects.settings.section import Section
from ad_studio.ui.text import tooltip
from ad_studio.ui.widgets.basics import ComboBox, button
from ad_studio.ui.widgets.layouts import hbox
from ad_studio.ui.widgets.line_list import fill, make_list


class PeopleSection(Section):
    """Who works with the project, with which role and PIN."""

    def __init__(self) -> None:
        super().__init__()
        self._is_required = False
        self._roles = {Role.OPERATOR: self.tr("operator"), Role.ENGINEER: self.tr("engineer")}
        self.required = QCheckBox(self.tr("Everybody signs in who changes something"))
        self.required.setToolTip(
            tooltip(
                self.tr(
                    "An operator inspects and gives verdicts; thresholds, models and the project "
                    "are for engineers"
                )
            )
        )
        self.required.clicked.connect(self._require)
        self.column.addWidget(self.required)
        self.list = make_list(
            name=self.tr("People"), tip=self.tr("Who may sign in; choose one to change or remove")
        )
        self.list.currentItemChanged.connect(lambda _now, _before: self._on_chosen())
        self.column.addWidget(self.list, 1)
        self.remove = button(
            self.tr("Remove"),
            tip=self.tr("Take the person from the list; what the person did stays signed"),
            on=self._remove,
        )
        line = hbox()
        line.addStretch(1)
        line.addWidget(self.remove)
        self.column.addLayout(line)
        self.name = self.add_text(
            self.tr("Name"), tip=self.tr("Signs what the person does; one on the list is changed")
        )
        self.role = ComboBox(name="")
        for role, words in self._roles.items():
            self.role.addItem(words, role)
        self.add(self.tr("Role"), self.role, tip=self.tr("What the person may do"))
        self.pin = self.add_text(self.tr("PIN"), tip=self.tr("The person's; at least 4 characters"))
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.add_person = button(
            self.tr("Put on the list"),
            kind="primary",
            tip=self.tr("Add the person, or give one of that name this role and PIN"),
            on=self._add,
        )
        self.column.addWidget(self.add_person)
        self._on_chosen()

    def show_settings(self, people: Sequence[Operator], *, is_required: bool) -> None:
        """Show what is stored."""
        self._is_required = is_required
        self.show_required()
        fill(self.list, [((one.name, self._roles[one.role]), one, True) for one in people])
        self._on_chosen()

    def show_required(self) -> None:
        """Show whether everybody signs in, as it is stored."""
        self.required.setChecked(self._is_required)

    def _on_chosen(self) -> None:
        chosen = self._chosen()
        self.remove.setEnabled(chosen is not None)
        if chosen is not None:
            self.name.setText(chosen.name)
            self.role.setCurrentIndex(self.role.findData(chosen.role))

    def _chosen(self) -> Operator | None:
        item = self.list.currentItem()
        found = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, Operator) else None

    def _require(self) -> None:
        required = self.required.isChecked()
        self.asked.emit(lambda project, author: ask_for_sign_in(project, required, author=author))

    def _remove(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.asked.emit(
                lambda project, author: remove_operator(project, chosen.name, author=author)
            )

    def _add(self) -> None:
        name, role, pin = self.name.text(), self.role.currentData(), self.pin.text()
        self.pin.clear()
        self.asked.emit(
            lambda project, author: add_operator(project, name, role, pin=pin, author=author)
        )

"""The line in which people sign in, where the open project asks for it."""

from PySide6.QtWidgets import QFrame, QLineEdit

from ad_studio.domain import Operator, Role
from ad_studio.errors import AdStudioError
from ad_studio.ui.messages import localized
from ad_studio.ui.session import Session
from ad_studio.ui.text import tooltip
from ad_studio.ui.widgets.basics import ComboBox, button, icon_label, label
from ad_studio.ui.widgets.layouts import hbox


class SignInBar(QFrame):
    """Name and PIN; once somebody is signed in, who that is. Hidden where nobody has to."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("level", "info")
        self.setAccessibleName(self.tr("Sign in"))
        self._session = session
        self._tasks = session.jobs.queue("sign-in", latest_only=False)
        self._tasks.failed.connect(lambda _id, error: self._refuse(error))
        self._tasks.busy_changed.connect(self.setDisabled)
        self.words = label(role="strong")
        self.name = ComboBox(name=self.tr("Name"), tip=self.tr("Who you are"))
        self.pin = QLineEdit(placeholderText=self.tr("PIN"))
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setAccessibleName(self.tr("PIN"))
        self.pin.setToolTip(tooltip(self.tr("Your PIN; Enter signs you in")))
        self.pin.setMaximumWidth(160)
        self.enter = button(
            self.tr("Sign in"),
            kind="primary",
            tip=self.tr("What you change from now on is signed by you"),
            on=self._sign_in,
        )
        self.leave = button(
            self.tr("Sign out"), tip=self.tr("Let somebody else sign in"), on=self._sign_out
        )
        self.pin.returnPressed.connect(self._sign_in)
        line = hbox(self, spacing=12, margins=(16, 6, 16, 6))
        line.addWidget(icon_label("person", role="accent"))
        line.addWidget(self.words, 1)
        for widget in (self.name, self.pin, self.enter, self.leave):
            line.addWidget(widget)
        session.opened.connect(self._show)
        session.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        snapshot = self._session.snapshot
        people = snapshot.people if snapshot and snapshot.writable else ()
        operator = snapshot.operator if snapshot else None
        self.setVisible(bool(people))
        self._offer(people)
        for widget in (self.name, self.pin, self.enter):
            widget.setVisible(operator is None)
        self.leave.setVisible(operator is not None)
        if operator is None:
            self.words.setText(self.tr("Sign in to change anything in this project."))
        else:
            roles = {Role.OPERATOR: self.tr("operator"), Role.ENGINEER: self.tr("engineer")}
            words = self.tr("Signed in: {name} ({role})")
            self.words.setText(words.format(name=operator.name, role=roles[operator.role]))

    def _offer(self, people: tuple[Operator, ...]) -> None:
        names = [one.name for one in people]
        if names != [self.name.itemText(at) for at in range(self.name.count())]:
            self.name.clear()
            self.name.addItems(names)

    def _sign_in(self) -> None:
        project, name, pin = self._session.project, self.name.currentText(), self.pin.text()
        self.pin.clear()
        if project is None:
            return

        def enter(_progress: object) -> Operator:
            from ad_studio.services.projects.operators import sign_in

            return sign_in(project, name, pin)

        self._tasks.start(enter, then=lambda _operator: self._session.refresh())

    def _sign_out(self) -> None:
        project = self._session.project
        if project is not None:
            project.operator = None
            self._session.refresh()

    def _refuse(self, error: AdStudioError) -> None:
        self.words.setText(localized(error.advice))
        self.pin.setFocus()

"""The language of the window: which one it is, and how words get into it.

In a `QObject` or widget a text is `self.tr("Close")`, elsewhere `translate("Banner", "Close")`
with the name of the module as context; both with literals only, for `tools/translations.py` reads
them from the source. Values go in after translation, `self.tr("Run {number}").format(number=3)`.

A count takes the plural form that the language has for it: `self.tr("%Ln image(s)", "", count)`
in a class of Qt, `tr("%Ln image(s)", "", count)` in a function outside classes. In English, "(s)"
is all that may change with the count.
"""

import os

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSettings, QTranslator

from ad_studio import paths

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""What the user can choose, each in its own words; texts in the source are English."""

_SETTING = "language"
_VARIABLE = "AD_STUDIO_LANG"
_INSTALLED = "ad_studio_language"

translate = QCoreApplication.translate


def tr(text: str, comment: str, count: int) -> str:
    """A text with a count, outside classes: lupdate sees no plural forms in `translate`."""
    return translate("", text, comment, count)


def current() -> str:
    """The language to use: AD_STUDIO_LANG, else what was chosen, else that of the system."""
    system = QLocale.system().name()
    for wanted in (os.environ.get(_VARIABLE), QSettings().value(_SETTING), system):
        code = str(wanted or "")[:2].lower()
        if code in LANGUAGES:
            return code
    return "en"


def choose(code: str) -> None:
    """Remember a language of `LANGUAGES`; windows made from then on speak it after `install`."""
    QSettings().setValue(_SETTING, code)


def installed() -> str:
    """The language that the window speaks now."""
    app = QCoreApplication.instance()
    return (app.property(_INSTALLED) if app else None) or "en"


def install(app: QCoreApplication, code: str) -> None:
    """Let everything that is made from now on speak `code`, numbers and dates included."""
    app.setProperty(_INSTALLED, code)
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.setParent(None)
    system = QLocale.system()
    QLocale.setDefault(system if system.name()[:2] == code else QLocale(code))
    app.installTranslator(_EnglishPlurals(app))  # asked last: for what has no translation
    own = str(paths.resources() / "i18n")
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for folder, name in ((qt, f"qtbase_{code}"), (own, f"ad_studio_{code}")):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)


class _EnglishPlurals(QTranslator):
    """Makes "1 image" and "2 images" of "%Ln image(s)"; Qt puts the number in."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, _context: str, text: str, _comment: str | None = None, count: int = -1
    ) -> str | None:
        return text.replace("(s)", "" if count == 1 else "s") if count >= 0 else None

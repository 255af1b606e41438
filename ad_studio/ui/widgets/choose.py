"""The desktop's own dialogs for files and folders; each starts where it was last used."""

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from ad_studio.image_names import VIDEO_SUFFIXES
from ad_studio.ui.i18n import translate

_IMAGES = "*.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp *.gif *.ppm *.pgm"


def all_files() -> str:
    """The kind of a file dialog that shows everything."""
    return translate("Choose", "All files (*)")


def choose_image(parent: QWidget) -> Path | None:
    """Ask for an image file; None when the user thought better of it."""
    title = translate("Choose", "Choose an image")
    kinds = [translate("Choose", "Images ({endings})").format(endings=_IMAGES), all_files()]
    chosen, _ = QFileDialog.getOpenFileName(parent, title, _last("image"), ";;".join(kinds))
    return _remember("image", chosen)


def choose_images(parent: QWidget) -> list[Path]:
    """Ask for image files; none when the user thought better of it."""
    title = translate("Choose", "Choose images")
    kinds = [translate("Choose", "Images ({endings})").format(endings=_IMAGES), all_files()]
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, _last("image"), ";;".join(kinds))
    return [path for name in chosen if (path := _remember("image", name)) is not None]


def choose_video(parent: QWidget) -> Path | None:
    """Ask for a video file; None when the user thought better of it."""
    title = translate("Choose", "Choose a video")
    endings = " ".join(f"*{suffix}" for suffix in VIDEO_SUFFIXES)
    kinds = [translate("Choose", "Videos ({endings})").format(endings=endings), all_files()]
    chosen, _ = QFileDialog.getOpenFileName(parent, title, _last("video"), ";;".join(kinds))
    return _remember("video", chosen)


def choose_folder(parent: QWidget, *, title: str = "") -> Path | None:
    """Ask for a folder; without a title, for one of images."""
    title = title or translate("Choose", "Choose a folder of images")
    chosen = QFileDialog.getExistingDirectory(parent, title, _last("folder"))
    return _remember("folder", chosen)


def choose_file(parent: QWidget, *, title: str, kinds: str) -> Path | None:
    """Ask for any existing file."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, _last("file"), kinds)
    return _remember("file", chosen)


def choose_target(parent: QWidget, *, title: str, start: Path, kinds: str) -> Path | None:
    """Ask where to write a file; whether one may be replaced is for the page to ask."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent, title, str(start), kinds, options=QFileDialog.Option.DontConfirmOverwrite
    )
    return Path(chosen) if chosen else None


def _last(what: str) -> str:
    return str(QSettings().value(f"last/{what}", ""))


def _remember(what: str, chosen: str) -> Path | None:
    if not chosen:
        return None
    path = Path(chosen)
    QSettings().setValue(f"last/{what}", str(path.parent))
    return path

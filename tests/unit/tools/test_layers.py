"""The picture of the layers is what the import contracts say."""

from tools import layers


def test_the_picture_was_drawn_from_the_contracts():
    assert layers.PICTURE.read_text(encoding="utf-8") == layers.draw()


def test_every_package_and_module_belongs_to_a_layer():
    known = {name for row in layers.layers() for name in row} | {"__init__", "__main__"}
    package = layers.ROOT / "ad_studio"
    there = {file.stem for file in package.glob("*.py")}
    there |= {file.parent.name for file in package.glob("*/__init__.py")}
    assert there == known


def test_what_a_layer_alone_may_import_is_read():
    assert layers.alone() == {"ui": "Qt", "detection": "torch", "store": "SQL"}


def test_what_one_layer_alone_may_import_is_forbidden_to_all_others():
    names = {f"ad_studio.{name}" for row in layers.layers() for name in row}
    forbidding = [each for each in layers.contracts() if each["type"] == "forbidden"]
    for contract, owner in zip(forbidding, layers.alone(), strict=True):
        assert set(contract["source_modules"]) == names - {f"ad_studio.{owner}"}

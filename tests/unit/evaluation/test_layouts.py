import pytest

from ad_studio.errors import DatasetError
from ad_studio.evaluation.layouts import find_categories
from ad_studio.evaluation.nouns import noun_of
from tests.labelled_sets import make_mvtec, make_visa


def test_a_folder_of_categories(tmp_path):
    for name in ("mvtec_bottle", "cookie"):
        make_mvtec(tmp_path, name, train=12)
    (tmp_path / "README.md").touch()
    (tmp_path / ".hidden").mkdir()
    found = find_categories(tmp_path)
    assert [one.name for one in found] == ["cookie", "mvtec_bottle"]
    assert [one.noun for one in found] == ["cookie", "bottle"]
    assert [path.name for path in found[0].train[:3]] == ["000.png", "001.png", "002.png"]
    assert [one.defect for one in found[0].test] == ["good"] * 3 + ["scratch"] * 3
    assert [one.is_defective for one in found[0].test] == [False] * 3 + [True] * 3
    assert found[0].test[-1].mask.name == "002_mask.png"
    assert found[0].test[0].mask is None


def test_one_category(tmp_path):
    folder = make_mvtec(tmp_path)
    (found,) = find_categories(folder)
    assert found.name == "metal_nut"
    assert found == find_categories(tmp_path)[0]


def test_names_in_natural_order(tmp_path):
    folder = make_mvtec(tmp_path)
    for number in (10, 9):
        (folder / "train" / "good" / "000.png").rename(folder / "train" / "good" / f"a{number}.png")
        (folder / "train" / "good" / "000.png").touch()
    names = [path.name for path in find_categories(folder)[0].train]
    assert names == ["000.png", "001.png", "002.png", "a9.png", "a10.png"]


def test_a_mask_named_as_its_image(tmp_path):
    folder = make_mvtec(tmp_path)
    masks = folder / "ground_truth" / "scratch"
    (masks / "001_mask.png").rename(masks / "001.png")
    assert find_categories(folder)[0].test[4].mask == masks / "001.png"


def test_a_missing_mask_is_named(tmp_path):
    folder = make_mvtec(tmp_path)
    mask = folder / "ground_truth" / "scratch" / "001_mask.png"
    mask.unlink()
    with pytest.raises(DatasetError, match="mask") as caught:
        find_categories(tmp_path)
    assert caught.value.path == mask


def test_without_normal_test_images(tmp_path):
    (found,) = find_categories(make_mvtec(tmp_path, good=0))
    assert all(one.is_defective for one in found.test)


@pytest.mark.parametrize("kind", ["missing", "file", "empty", "no test images"])
def test_folders_of_no_layout(tmp_path, kind):
    root = tmp_path / "root"
    if kind == "file":
        root.touch()
    elif kind != "missing":
        root.mkdir()
    if kind == "no test images":
        (root / "nut" / "test" / "good").mkdir(parents=True)
    with pytest.raises(DatasetError) as caught:
        find_categories(root)
    assert caught.value.hint


def test_visa(tmp_path):
    make_visa(tmp_path, "pcb2")
    (found,) = find_categories(tmp_path)
    assert (found.name, found.noun) == ("pcb2", "printed circuit board")
    assert [path.name for path in found.train] == ["train0.JPG", "train1.JPG"]
    assert [(one.path.name, one.defect) for one in found.test] == [
        ("test0.JPG", "good"),
        ("test1.JPG", "good"),
        ("test0.JPG", "anomaly"),
        ("test1.JPG", "anomaly"),
    ]
    assert [one.mask and one.mask.name for one in found.test] == [None, None, "0.png", "1.png"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("object,", "thing,", "column object"),
        ("test,normal", "test2,normal", "neither"),
        ("Masks/Anomaly/0.png", "Masks/Anomaly/7.png", "missing"),
        ("pcb2/Data/Masks/Anomaly/0.png", "", "lacks"),
        ("pcb2", "\udcff", "damaged"),
    ],
)
def test_a_damaged_table(tmp_path, old, new, said):
    table = make_visa(tmp_path)
    text = table.read_text(encoding="utf-8")
    assert old in text
    table.write_text(text.replace(old, new), encoding="utf-8", errors="surrogateescape")
    with pytest.raises(DatasetError, match=said):
        find_categories(tmp_path)


@pytest.mark.parametrize(
    ("name", "noun"),
    [
        ("mvtec_metal_nut", "metal nut"),
        ("hazelnut_toy", "hazelnut"),
        ("pcb4", "printed circuit board"),
        ("macaroni2", "macaroni"),
        ("visa_pipe_fryum", "pipe fryum"),
        ("chewinggum", "chewing gum"),
        ("ballscrew", "ball screw"),
        ("Cookie", "cookie"),
        ("toy_car_2", "toy car"),
        ("42", "42"),
    ],
)
def test_nouns(name, noun):
    assert noun_of(name) == noun

import http.client
import json
import pickle
import urllib.error
import urllib.request

import pytest
import torch

from ad_studio.detection.backbones import sources, weights
from ad_studio.detection.backbones.open_clip_backbone import create_model
from ad_studio.detection.backbones.registry import list_backbones, load_backbone
from ad_studio.domain import BackboneInfo
from ad_studio.errors import BackboneError, Cancelled
from ad_studio.files import sha256_of
from ad_studio.progress import SilentProgress

import open_clip.pretrained  # isort: skip - after the torchvision guard

CPU = torch.device("cpu")
PLAIN, HUB = "tiny-vit/plain", "tiny-vit/hub"


class Watch(SilentProgress):
    """Remembers what it was told; cancels after a number of reports."""

    def __init__(self, cancel_after=None):
        self.texts, self.fractions = [], []
        self._cancel_after = cancel_after

    def status(self, text):
        self.texts.append(str(text))

    def fraction(self, value):
        self.fractions.append(value)

    @property
    def is_cancelled(self):
        return self._cancel_after is not None and len(self.fractions) > self._cancel_after


class Response:
    """As urllib gives it."""

    def __init__(self, content, announced):
        self._content = content
        self.headers = {"Content-Length": str(announced)} if announced is not None else {}

    def read1(self, most):
        piece, self._content = self._content[:most], self._content[most:]
        if isinstance(piece, list):
            raise piece[0]
        return piece

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


@pytest.fixture
def published(monkeypatch, checkpoint):
    """Publishes the checkpoint at a plain address and on the hub; returns what the net serves."""
    start = sha256_of(checkpoint)[:8]
    entry = {"mean": (0.5, 0.5, 0.5), "std": (0.5, 0.5, 0.5)}
    tags = {
        "plain": {**entry, "url": f"https://weights.test/tiny-{start}.safetensors", "hf_hub": ""},
        "hub": {**entry, "url": "", "hf_hub": "somebody/tiny/"},
    }
    monkeypatch.setitem(open_clip.pretrained._PRETRAINED, "tiny-vit", tags)
    served = {"content": checkpoint.read_bytes(), "announced": checkpoint.stat().st_size}
    served["sha256"] = sha256_of(checkpoint)

    def urlopen(request, timeout):
        served["url"] = request.full_url
        if isinstance(served["content"], Exception):
            raise served["content"]
        return Response(served["content"], served["announced"])

    def metadata(url):
        if not url.endswith(".safetensors"):
            raise AssertionError("the safe file is there and must be asked for first")
        return type("Meta", (), {"etag": served["sha256"], "size": served["announced"]})

    monkeypatch.setattr(urllib.request, "urlopen", urlopen)
    monkeypatch.setattr(sources, "get_hf_file_metadata", metadata)
    return served


def _nothing_but_locks(cache):
    return {file.suffix for file in cache.glob("*")} <= {".lock"}


@pytest.mark.parametrize("name", [PLAIN, HUB])
def test_download_installs_and_loads_offline(name, published, checkpoint, cache, monkeypatch):
    watch = Watch()
    installed = weights.download(name, progress=watch)
    assert installed.sha256 == sha256_of(checkpoint) == sha256_of(installed.path)
    assert installed.path.parent == cache
    numbers = [value for value in watch.fractions if value is not None]
    assert numbers == sorted(numbers)
    assert numbers[-1] > 0.5
    assert any(text.startswith("Downloading: ") for text in watch.texts)

    monkeypatch.setattr(urllib.request, "urlopen", _no_network)
    monkeypatch.setattr(sources, "get_hf_file_metadata", _no_network)
    backbone = load_backbone(name, device=CPU)
    assert (backbone.name, backbone.sha256) == (name, installed.sha256)
    assert backbone._mean == (0.5, 0.5, 0.5)


def _no_network(*_args, **_kwargs):
    raise AssertionError("the network was asked")


def test_cancel_leaves_nothing_behind(published, cache):
    published["content"] *= 8
    published["announced"] *= 8
    with pytest.raises(Cancelled):
        weights.download(PLAIN, progress=Watch(cancel_after=2))
    assert _nothing_but_locks(cache)


@pytest.mark.parametrize("name", [PLAIN, HUB])
def test_truncated_download_is_no_model(name, published, cache):
    published["content"] = published["content"][:-1000]
    with pytest.raises(BackboneError, match="broke off"):
        weights.download(name, progress=SilentProgress())
    assert _nothing_but_locks(cache)


def test_truncated_download_without_announced_size_is_no_model(published, cache):
    published["content"] = published["content"][:-1000]
    published["announced"] = None
    with pytest.raises(BackboneError, match="SHA-256 differs"):
        weights.download(PLAIN, progress=SilentProgress())
    assert _nothing_but_locks(cache)


@pytest.mark.parametrize("name", [PLAIN, HUB])
def test_altered_download_is_refused(name, published, cache):
    published["content"] = published["content"][:-4] + b"evil"
    with pytest.raises(BackboneError, match="SHA-256 differs"):
        weights.download(name, progress=SilentProgress())
    assert _nothing_but_locks(cache)


@pytest.mark.parametrize(
    "failure",
    [urllib.error.URLError("no route"), TimeoutError(), http.client.BadStatusLine("")],
)
def test_without_a_connection_the_message_says_what_else_to_do(failure, published, cache):
    published["content"] = failure
    with pytest.raises(BackboneError) as caught:
        weights.download(PLAIN, progress=SilentProgress())
    assert "cannot be reached" in str(caught.value.message)
    assert "https://weights.test/tiny-" in str(caught.value.hint)
    assert "import the file" in str(caught.value.hint)
    assert _nothing_but_locks(cache)


def test_connection_lost_on_the_way(published, cache):
    published["content"] = [ConnectionResetError()]
    with pytest.raises(BackboneError, match="cannot be reached"):
        weights.download(PLAIN, progress=SilentProgress())
    assert _nothing_but_locks(cache)


def test_hub_out_of_reach(published, monkeypatch):
    def offline(url):
        raise ConnectionError("offline mode")

    monkeypatch.setattr(sources, "get_hf_file_metadata", offline)
    with pytest.raises(BackboneError, match="cannot be reached"):
        weights.download(HUB, progress=SilentProgress())


def test_full_disk(published, monkeypatch, cache):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(weights, "receive", full)
    with pytest.raises(BackboneError, match="The disk is full"):
        weights.download(PLAIN, progress=SilentProgress())


def test_second_program_is_told_to_wait(published, cache):
    with (
        weights._incomplete(PLAIN, ".bin"),
        pytest.raises(BackboneError, match="Another program"),
    ):
        weights.download(PLAIN, progress=SilentProgress())


def test_e32_is_not_fetched_from_the_repository_of_e31():
    source = sources.find_source(weights.find_pretrained("ViT-B-16-plus-240/laion400m_e32"))
    assert source.url.endswith("vit_b_16_plus_240-laion400m_e32-699c4b84.pt")
    assert (source.sha256, source.suffix) == ("699c4b84", ".pt")


def test_hash_in_an_old_address():
    url = "https://somewhere.test/models/" + "ab" * 32 + "/RN50.pt"
    assert sources._at_url(url).sha256 == "ab" * 32


def test_import_copies_checks_and_loads(checkpoint, cache, published):
    watch = Watch()
    installed = weights.import_file(PLAIN, checkpoint, progress=watch)
    assert installed.origin == str(checkpoint)
    assert installed.path.read_bytes() == checkpoint.read_bytes()
    backbone = load_backbone(PLAIN, device=CPU)
    assert backbone.sha256 == sha256_of(checkpoint)


def test_import_of_a_plain_pytorch_checkpoint_replaces_the_earlier_file(checkpoint, cache):
    name = "tiny-vit/my-parts"
    weights.import_file(name, checkpoint, progress=SilentProgress())
    model = create_model("tiny-vit", weights=checkpoint, quick_gelu=False, image_size=None)
    file = cache.parent / "mine.pt"
    torch.save({"state_dict": model.state_dict(), "epoch": 3}, file)
    weights.import_file(name, file, progress=SilentProgress())
    assert sorted(f.name for f in cache.glob("*.[ps]*")) == ["tiny-vit--my-parts.pt"]
    assert next(b for b in list_backbones() if b.id == name).installed


class _Payload:
    def __reduce__(self):
        return (print, ("this must never run",))


def test_pickle_with_a_payload_is_refused_and_not_run(tmp_path, cache, capsys):
    file = tmp_path / "evil.pt"
    torch.save({"state_dict": _Payload()}, file)
    with pytest.raises(BackboneError, match="plain weights file") as caught:
        weights.import_file("tiny-vit/x", file, progress=SilentProgress())
    assert "must never run" not in capsys.readouterr().out
    assert caught.value.path is not None
    assert _nothing_but_locks(cache)
    old_style = tmp_path / "evil.bin"
    old_style.write_bytes(pickle.dumps(_Payload()))
    with pytest.raises(BackboneError, match="plain weights file"):
        load_backbone("tiny-vit/x", weights=old_style, device=CPU)
    assert "must never run" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.pt", b""),
        ("text.bin", b"hello"),
        ("text.safetensors", b"hello"),
        ("image.safetensors", b"\x89PNG" * 100),
    ],
)
def test_import_of_no_checkpoint_is_refused(name, content, tmp_path, cache):
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(BackboneError, match="plain weights file of tiny-vit"):
        weights.import_file("tiny-vit/x", file, progress=SilentProgress())
    assert _nothing_but_locks(cache)


def test_checkpoint_of_another_architecture_is_refused(checkpoint):
    with pytest.raises(BackboneError, match="of tiny-resnet"):
        weights.import_file("tiny-resnet/x", checkpoint, progress=SilentProgress())


def test_truncated_checkpoint_is_refused(checkpoint, tmp_path):
    file = tmp_path / "cut.safetensors"
    file.write_bytes(checkpoint.read_bytes()[:-100])
    with pytest.raises(BackboneError, match="damaged") as caught:
        load_backbone("tiny-vit/x", weights=file, device=CPU)
    assert caught.value.path == file


@pytest.mark.parametrize("name", ["missing.pt", "notes.txt"])
def test_file_that_cannot_be_a_checkpoint(name, tmp_path):
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(BackboneError) as caught:
        weights.import_file("tiny-vit/x", tmp_path / name, progress=SilentProgress())
    assert caught.value.path == tmp_path / name


def test_a_folder_is_no_checkpoint(tmp_path):
    with pytest.raises(BackboneError, match="This is a folder"):
        weights.import_file("tiny-vit/x", tmp_path, progress=SilentProgress())


def test_touched_file_is_hashed_again_and_a_changed_one_refused(checkpoint, cache):
    name = "tiny-vit/x"
    installed = weights.import_file(name, checkpoint, progress=SilentProgress())
    content = installed.path.read_bytes()
    installed.path.write_bytes(content)
    assert weights.verified(name).sha256 == installed.sha256
    installed.path.write_bytes(content[:-4] + b"evil")
    with pytest.raises(BackboneError, match="changed on the disk"):
        load_backbone(name, device=CPU)


@pytest.mark.parametrize("record", ["", "[]", "{}", '{"format": 99}'])
def test_weights_without_a_whole_record_are_not_installed(record, checkpoint, cache):
    installed = weights.import_file("tiny-vit/x", checkpoint, progress=SilentProgress())
    installed.path.with_suffix(".json").write_text(record)
    with pytest.raises(BackboneError, match="not on this computer"):
        load_backbone("tiny-vit/x", device=CPU)


def test_record_of_an_architecture_no_longer_known_is_left_out(checkpoint, cache):
    installed = weights.import_file("tiny-vit/x", checkpoint, progress=SilentProgress())
    record = installed.path.with_suffix(".json")
    fields = json.loads(record.read_text())
    record.write_text(json.dumps({**fields, "id": "ViT-Z-99/x"}))
    assert not [b for b in list_backbones() if "ViT-Z-99" in b.id]


def test_quick_gelu_follows_the_training_not_the_architecture(checkpoint, monkeypatch):
    tags = {"q": {"quick_gelu": True}}
    monkeypatch.setitem(open_clip.pretrained._PRETRAINED, "tiny-vit", tags)
    backbone = load_backbone("tiny-vit/q", weights=checkpoint, device=CPU)
    block = backbone._tower._visual.transformer.resblocks[0]
    assert type(block.mlp.gelu).__name__ == "QuickGELU"


def test_list_is_complete_and_needs_no_network(published, monkeypatch):
    monkeypatch.setattr(urllib.request, "urlopen", _no_network)
    monkeypatch.setattr(sources, "get_hf_file_metadata", _no_network)
    found = list_backbones()
    assert all(isinstance(one, BackboneInfo) for one in found)
    ids = [one.id for one in found]
    assert ids[0] == "starter"
    assert {f"{a}/{t}" for a, t in open_clip.list_pretrained()} == set(ids[1:])
    assert len(set(ids)) == len(ids)
    assert not [one for one in found[1:] if one.installed]
    foreign = next(one for one in found if one.id.startswith("roberta-ViT-B-32/"))
    assert "Cannot be used" in str(foreign.note)


@pytest.mark.parametrize("name", ["nonsense", "ViT-Z-99/openai", "ViT-B-32"])
def test_unknown_id(name):
    with pytest.raises(BackboneError, match="no backbone"):
        load_backbone(name, device=CPU)

import pytest
from PIL import Image

from ad_studio.domain import Verdict
from ad_studio.errors import ImageError, UsageError
from ad_studio.services.challenge import samples


@pytest.fixture
def image(tmp_path):
    path = tmp_path / "dent.png"
    Image.new("RGB", (64, 48), "grey").save(path)
    return path


def test_a_sample_is_copied_into_the_project(project, image):
    sample = samples.add_sample(project, image, Verdict.NG, author=" Ann ")
    data = image.read_bytes()
    image.unlink()
    assert samples.read_sample(sample) == data
    assert project.info.folder in sample.path.parents
    assert (sample.source, sample.expected, sample.author) == (image, Verdict.NG, "Ann")
    assert samples.list_samples(project) == [sample]


def test_nobody_knows_what_a_sample_in_review_is(project, image):
    with pytest.raises(UsageError, match="OK or NG"):
        samples.add_sample(project, image, Verdict.REVIEW)


def test_the_same_image_is_no_second_sample(project, image):
    samples.add_sample(project, image, Verdict.NG)
    with pytest.raises(UsageError, match="sample 1 already, expected NG"):
        samples.add_sample(project, image, Verdict.OK)


def test_what_is_no_image_is_no_sample(project, tmp_path):
    (tmp_path / "a.png").write_text("no image")
    with pytest.raises(ImageError):
        samples.add_sample(project, tmp_path / "a.png", Verdict.NG)
    assert samples.list_samples(project) == []


def test_a_sample_is_taken_out_with_a_reason_and_may_come_back(project, image):
    samples.add_sample(project, image, Verdict.NG)
    with pytest.raises(UsageError, match="needs a reason"):
        samples.remove_sample(project, 1, reason=" ")
    samples.remove_sample(project, 1, reason="worn", author="Ann")
    assert samples.list_samples(project) == []
    with pytest.raises(UsageError, match="There is no sample 1"):
        samples.remove_sample(project, 1, reason="worn")
    assert samples.add_sample(project, image, Verdict.OK).id == 2
    assert samples.read_sample(samples.list_samples(project)[0])


@pytest.mark.parametrize("change", ["gone", "changed"])
def test_a_file_that_is_not_as_recorded_is_not_read(project, image, change):
    sample = samples.add_sample(project, image, Verdict.NG)
    if change == "gone":
        sample.path.unlink()
    else:
        sample.path.write_bytes(b"other")
    with pytest.raises(ImageError, match="does not exist" if change == "gone" else "was changed"):
        samples.read_sample(sample)

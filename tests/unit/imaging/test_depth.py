"""More than 8 bits: on the scale that the file declares, never on that of the image."""

import numpy as np
import pytest

from ad_studio.errors import ImageError
from ad_studio.imaging.depth import png_white, to_8_bit

RAMP = np.linspace(0, 1, 300).reshape(15, 20)


def scaled(white, kind=np.uint16):
    return np.rint(RAMP * white).astype(kind)


@pytest.mark.parametrize("bits", [9, 10, 12, 14, 16])
def test_a_declared_depth_keeps_the_highest_8_bits(bits):
    white = (1 << bits) - 1
    assert (to_8_bit(scaled(white), white=white) == scaled(white) >> (bits - 8)).all()


def test_a_dark_image_of_a_declared_depth_stays_dark():
    dark = scaled(300)
    assert to_8_bit(dark, white=4095).max() == 300 >> 4


@pytest.mark.parametrize("white", [100, 255, 1000, 40_000])
def test_any_maximum_can_be_declared(white):
    found = to_8_bit(scaled(white), white=white)
    assert (found.min(), found.max()) == (0, 255)
    assert np.abs(found - scaled(white) * (255 / white)).max() <= 1


def test_values_above_the_declared_maximum_are_refused():
    with pytest.raises(ImageError, match="outside the range 0 to 4095"):
        to_8_bit(scaled(5000), white=4095)


@pytest.mark.parametrize("bits", [9, 10, 12, 13])
def test_few_bits_in_a_file_of_16_are_refused_with_what_to_do(bits):
    with pytest.raises(ImageError, match=f"{bits} bits in a 16-bit file") as caught:
        to_8_bit(scaled((1 << bits) - 1))
    assert "declares its depth" in str(caught.value.hint)


def test_the_least_share_of_the_range_is_an_eighth():
    assert to_8_bit(scaled(8192)).max() == 32
    with pytest.raises(ImageError, match="grey levels"):
        to_8_bit(scaled(8191))


def test_signed_values_are_white_at_their_largest():
    assert to_8_bit(scaled(32767, np.int16)).max() == 255
    assert to_8_bit(scaled(65535, np.int32)).max() == 255
    with pytest.raises(ImageError, match="12 bits in a 16-bit file"):
        to_8_bit(scaled(4000, np.int16))
    with pytest.raises(ImageError, match="outside the range"):
        to_8_bit(scaled(32767, np.int16) - 5)
    with pytest.raises(ImageError, match="outside the range 0 to 65535"):
        to_8_bit(scaled(70_000, np.int32))


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64])
def test_floating_point_values_are_white_at_1(kind):
    assert (to_8_bit(scaled(255, kind) / kind(255)) == scaled(255)).all()
    with pytest.raises(ImageError, match="another scale"):
        to_8_bit(scaled(1, np.float64).astype(kind) * kind(0.1))


def test_colour_is_judged_as_a_whole():
    values = np.stack([scaled(4000), scaled(300), scaled(20_000)], axis=-1)
    assert to_8_bit(values)[..., 1].max() == 300 >> 8
    with pytest.raises(ImageError, match="12 bits"):
        to_8_bit(np.stack([scaled(4000), scaled(300), scaled(20)], axis=-1))


def test_values_without_a_scale_are_refused():
    with pytest.raises(ImageError, match="values of type complex64"):
        to_8_bit(RAMP.astype(np.complex64))


def test_an_image_without_light_is_black_not_refused():
    assert (to_8_bit(np.zeros((3, 4), np.uint16)) == 0).all()


class TestPngWhite:
    """Declared by sBIT: as the standard wants it, and as cameras write it."""

    def test_values_as_they_are(self):
        assert png_white(scaled(4095), 12) == 4095
        assert png_white(scaled(200), 12) == 4095  # however dark

    def test_values_scaled_up(self):
        values = scaled(4095)
        for spread in (values << 4, values << 4 | values >> 8, np.rint(values * (65535 / 4095))):
            assert png_white(spread.astype(np.uint16), 12) == 65535
        assert png_white(scaled(200) << 4, 12) == 65535

    def test_all_bits(self):
        assert png_white(scaled(300), 16) == 65535

"""More than 8 bits: on the scale that the file declares, never on that of the image."""

import numpy as np
import pytest

from ad_studio.errors import DepthError, ImageError
from ad_studio.imaging.depth import png_white, raise_if_deeper, to_8_bit

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


@pytest.mark.parametrize("bits", [9, 10, 12, 13, 14])
def test_few_bits_in_a_file_of_16_are_refused_with_what_to_do(bits):
    with pytest.raises(DepthError, match=f"{bits} bits in a 16-bit file") as caught:
        to_8_bit(scaled((1 << bits) - 1))
    assert "Say how many bits" in str(caught.value.hint)
    assert "declares its depth" in str(caught.value.hint)


def test_what_fits_into_14_bits_is_no_depth_of_16():
    assert to_8_bit(scaled(16384)).max() == 64
    with pytest.raises(DepthError, match="grey levels"):
        to_8_bit(scaled(16383))


class TestGivenDepth:
    """Where the file declares none, and somebody said it."""

    @pytest.mark.parametrize("kind", [np.uint16, np.int16, np.int32, np.float32, np.float64])
    @pytest.mark.parametrize("bits", [8, 10, 12, 14])
    def test_the_highest_8_bits_are_kept_whatever_the_container(self, bits, kind):
        values = scaled((1 << bits) - 1, kind)
        found = to_8_bit(values, bit_depth=bits)
        assert (found == values.astype(int) >> (bits - 8)).all()

    def test_16_bits_are_the_whole_container(self):
        assert (to_8_bit(scaled(65535), bit_depth=16) == scaled(65535) >> 8).all()
        assert (to_8_bit(scaled(32767, np.int16), bit_depth=16) == scaled(32767) >> 7).all()

    def test_a_dark_image_stays_dark_and_is_not_refused(self):
        assert to_8_bit(scaled(300), bit_depth=12).max() == 300 >> 4
        assert to_8_bit(scaled(300), bit_depth=16).max() == 1
        assert to_8_bit(np.zeros((3, 4), np.float32), bit_depth=12).max() == 0

    @pytest.mark.parametrize("kind", [np.uint16, np.int16, np.float32])
    def test_values_above_it_are_refused(self, kind):
        with pytest.raises(DepthError, match=r"is 4096, and the 12 bits .* end at 4095") as caught:
            to_8_bit(scaled(4096, kind), bit_depth=12)
        assert "set the reference image again" in str(caught.value.hint)

    def test_values_below_zero_and_no_numbers_are_refused(self):
        with pytest.raises(ImageError, match="outside the range 0 to 4095"):
            to_8_bit(scaled(4000, np.int16) - 5, bit_depth=12)
        with pytest.raises(ImageError, match="outside the range 0 to 4095"):
            to_8_bit(np.full((2, 2), np.nan), bit_depth=12)

    def test_floating_point_values_up_to_1_are_on_another_scale(self):
        with pytest.raises(ImageError, match="4095 is white: it must be on another scale"):
            to_8_bit(RAMP, bit_depth=12)

    def test_floating_point_values_above_1_ask_for_it(self):
        with pytest.raises(DepthError, match="outside the range 0 to 1"):
            to_8_bit(scaled(4000, np.float32))

    def test_what_the_file_declares_counts_more(self):
        assert (to_8_bit(scaled(1023), white=1023, bit_depth=12) == scaled(1023) >> 2).all()

    def test_a_file_that_declares_more_bits_is_refused(self):
        raise_if_deeper(14, None)
        raise_if_deeper(12, 12)
        with pytest.raises(DepthError, match="declares 14 bits, and 12 bits were given"):
            raise_if_deeper(14, 12)

    def test_bytes_stay_bytes(self):
        values = scaled(255, np.uint8)
        assert to_8_bit(values, bit_depth=12) is values


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

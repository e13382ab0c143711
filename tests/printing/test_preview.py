from io import BytesIO

import pytest

from desktop.printing import preview
from tests.printing.people import people


@pytest.fixture
def paper(put):
    return put("name_list", people(20)).data


def test_a_page_is_drawn_at_the_size_asked_for(paper):
    image = preview.page_image(paper, 0, 96)
    assert (image.width, image.height) == (pytest.approx(1123, abs=1), pytest.approx(794, abs=1))
    assert len(image.rgba) == image.width * image.height * 4
    pixels = {image.rgba[at : at + 4] for at in range(0, len(image.rgba), 4)}
    assert b"\xff\xff\xff\xff" in pixels
    assert len(pixels) > 10


def test_a_page_comes_as_png_too(paper):
    from PIL import Image

    picture = Image.open(BytesIO(preview.page_png(paper, 1, 48)))
    assert picture.format == "PNG"
    assert picture.size == (pytest.approx(561, abs=1), pytest.approx(397, abs=1))


def test_a_file_serves_as_well_as_bytes(paper, tmp_path):
    path = tmp_path / "Danh sách.pdf"
    path.write_bytes(paper)
    assert preview.page_count(path) == preview.page_count(paper) >= 2
    assert preview.page_image(path, 0, 36) == preview.page_image(paper, 0, 36)


@pytest.mark.parametrize("page", [-1, 99])
def test_a_page_that_is_not_there_is_refused(paper, page):
    with pytest.raises(IndexError):
        preview.page_image(paper, page)

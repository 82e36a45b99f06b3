from hanse.plot.picture import Picture
from hanse.plot.svg import drawing


def picture() -> Picture:
    svg = drawing([], width=10, height=5, title="T", alt="A")
    return Picture("name", "Title", "Words", svg)


def test_a_png_has_the_drawing_s_size_times_the_scale():
    data = picture().png(scale=3)
    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (30, 15)


def test_a_picture_comes_back_from_its_dictionary():
    assert Picture.from_dict(picture().to_dict()) == picture()

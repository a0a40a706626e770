"""Whatever is wrong in a YAML file is named by file and line."""

from pathlib import Path

import pytest

from bot.content.yaml_file import Schema, read_as, read_yaml
from bot.errors import ContentError


class Shelf(Schema):
    name: str
    boxes: tuple[dict[str, int], ...] = ()


def fault(tmp_path: Path, content: bytes | str) -> str:
    path = tmp_path / "shelf.yml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ContentError) as raised:
        read_as(Shelf, path)
    assert raised.value.path == path
    return str(raised.value).removeprefix(f"{tmp_path}/")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "shelf.yml:1: is empty; remove the file or fill it"),
        ("# nothing but this\n", "shelf.yml:1: is empty; remove the file or fill it"),
        ("name: a\nboxes: [\n", "shelf.yml:3: is not YAML: did not find expected node content"),
        ("name: a: b\n", "shelf.yml:1: is not YAML: mapping values are not allowed"),
        ("name: a\n\tboxes: []\n", "shelf.yml:2: is not YAML: "),
        ("name: *other\n", "shelf.yml:1: is not YAML: found undefined alias"),
        ("name: a\n--- \nname: b\n", "shelf.yml:2: is not YAML: but found another document"),
        (b"name: a\nboxes: \xff\n", "shelf.yml:2: is not UTF-8 here; save the file as UTF-8"),
        ("name: a\nboxes: \0\n", "shelf.yml:2: holds the control character '\\x00'; remove it"),
        ("name: a\nname: b\n", "shelf.yml:2: 'name' stands here a second time; the first is in "),
        ("boxes:\n- red: 1\n  red: 2\n", "shelf.yml:3: 'red' stands here a second time; the "),
        ("name: 2024-06-30\nboxes:\n- 2024-06-31\n", "shelf.yml:3: '2024-06-31' can't be read"),
        ("boxes: &all\n- *all\n", "shelf.yml:1: holds an alias (*name); write the value out"),
        ("name: !!python/name:os.system\n", "shelf.yml:1: is not YAML: could not determine a"),
        ("boxes: []\n", "shelf.yml:1: name: Field required"),
        ("- name\n", "shelf.yml:1: the file: Input should be a valid dictionary"),
        ("name: a\ncolour: red\n", "shelf.yml:2: colour: Extra inputs are not permitted"),
        ("name: a\nboxes:\n- red: 1\n- blue: x\n", "shelf.yml:4: boxes.1.blue: Input should be "),
        ("name: [a]\n", "shelf.yml:1: name: Input should be a valid string"),
    ],
)
def test_fault_is_named_with_file_and_line(tmp_path: Path, content: bytes | str, message: str):
    assert fault(tmp_path, content).startswith(message)


def test_missing_file_is_named(tmp_path: Path):
    with pytest.raises(ContentError, match=r"none\.yml: can't be read: .*No such file"):
        read_yaml(tmp_path / "none.yml")


def test_folder_in_place_of_a_file_is_named(tmp_path: Path):
    with pytest.raises(ContentError, match="can't be read"):
        read_yaml(tmp_path)


def test_byte_order_mark_does_no_harm(tmp_path: Path):
    path = tmp_path / "shelf.yml"
    path.write_bytes(b"\xef\xbb\xbfname: a\n")
    assert read_as(Shelf, path)[0] == Shelf(name="a")


def test_same_key_may_stand_in_two_places(tmp_path: Path):
    path = tmp_path / "shelf.yml"
    path.write_text("name: a\nboxes:\n- red: 1\n- red: 2\n", encoding="utf-8")
    assert read_as(Shelf, path)[0].boxes == ({"red": 1}, {"red": 2})


def test_lines_lead_to_the_nearest_value_around_a_place(tmp_path: Path):
    path = tmp_path / "shelf.yml"
    path.write_text("# shelf\nname: a\nboxes:\n- red: 1\n", encoding="utf-8")
    _, lines = read_yaml(path)
    assert lines.of("name") == 2
    assert lines.of("boxes", 0, "red") == 4
    assert lines.of("boxes", 7, "green") == 3
    assert lines.of("nowhere") == 2

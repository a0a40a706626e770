"""The lexicon says what people's short forms mean, and says it once."""

import pytest

from bot.conversation.understanding.lexicon import load_lexicon
from bot.errors import ContentError


def write(folder, text):
    (folder / "lexicon.yml").write_text(text, encoding="utf-8")
    return folder


def test_forms_are_found_by_what_was_typed(tmp_path):
    folder = write(tmp_path, 'version: "1"\nexpansions:\n  đăng nhập: [đn, dn lai]\n')

    lexicon = load_lexicon(folder)

    assert lexicon.meanings == {("đn",): ("dang", "nhap"), ("dn", "lai"): ("dang", "nhap")}
    assert lexicon.longest_from == {"đn": 1, "dn": 2}


def test_a_form_with_two_meanings_is_refused_with_its_line(tmp_path):
    folder = write(tmp_path, 'version: "1"\nexpansions:\n  mật khẩu: [mk]\n  mình: [mk]\n')

    with pytest.raises(ContentError, match=r"lexicon\.yml:4.*'mk' has a second meaning"):
        load_lexicon(folder)


def test_the_lexicon_of_the_project_can_be_loaded_and_none_of_its_forms_is_read_further(normaliser):
    assert normaliser.read("tk").words == ["tai", "khoan"]
    assert normaliser.read("tài khoản").words == ["tai", "khoan"]

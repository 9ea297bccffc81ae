"""Fonts: the document's own where the machine has them, the best stand-in where not, and a sentence that says so."""

from __future__ import annotations

import pytest

from desktopapp.formats.paper import fonts
from desktopapp.formats.printed import page

OFFICE = {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "Times New Roman"}


def test_an_office_s_own_fonts_are_taken_and_nothing_is_said() -> None:
    assert {name: fonts.chosen(name, OFFICE) for name in fonts.WANTED} == {name: fonts.Chosen(name) for name in OFFICE}
    assert fonts.lacking_sentence(OFFICE) == ""


@pytest.mark.parametrize(
    ("name", "families", "family", "bold", "own"),
    [
        (page.FANGSONG, {"仿宋", "FandolFang"}, "仿宋", False, True),
        (page.FANGSONG, {"FangSong", "FandolFang"}, "FangSong", False, True),
        (page.FANGSONG, {"FandolFang", "Noto Serif CJK SC"}, "FandolFang", False, False),
        (page.XIAOBIAOSONG, {"Noto Serif CJK SC", "宋体"}, "Noto Serif CJK SC", True, False),
        (page.HEI, {"SimHei"}, "SimHei", False, True),
        (page.HEI, {"WenQuanYi Micro Hei"}, "WenQuanYi Micro Hei", False, False),
        (page.KAI, {"KaiTi", "AR PL KaitiM GB"}, "KaiTi", False, True),
        (page.SONG, {"AR PL SungtiL GB"}, "AR PL SungtiL GB", False, False),
        (page.ROMAN, {"Nimbus Roman", "DejaVu Serif"}, "Nimbus Roman", False, False),
    ],
)
def test_the_first_of_the_candidates_that_is_there_is_taken(name: str, families: set[str], family: str, bold: bool, own: bool) -> None:
    assert fonts.chosen(name, families) == fonts.Chosen(family, bold, own)


def test_with_no_candidate_any_chinese_font_will_do() -> None:
    from PySide6.QtGui import QFontDatabase

    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    assert fonts.chosen(page.HEI, set(chinese[-1:])).family in chinese


def test_the_sentence_names_what_is_missing_and_what_stands_in() -> None:
    sentence = fonts.lacking_sentence({"黑体", "宋体", "楷体", "Noto Serif CJK SC", "Liberation Serif"})
    assert "2种字体" in sentence and sentence.endswith("换行和分页不受影响，字形会有差别。")
    assert "方正小标宋简体用Noto Serif CJK SC" in sentence and "仿宋_GB2312用Noto Serif CJK SC" in sentence
    assert "黑体用" not in sentence


def test_figures_of_another_width_are_told_even_if_nothing_else_is_missing() -> None:
    assert fonts.lacking_sentence(OFFICE - {"Times New Roman"} | {"DejaVu Serif"}) == (
        "没有与Times New Roman同宽的数字字体，换行和分页可能与Word文件不同。"
    )


def test_the_weight_is_said_outright_and_metrics_are_the_font_s_own() -> None:
    from PySide6.QtGui import QFont

    family = next(iter(fonts.installed()))
    for bold, weight in ((False, QFont.Weight.Normal), (True, QFont.Weight.Bold)):
        made = fonts.font(fonts.Chosen(family, bold))
        assert made.weight() == weight
        assert made.hintingPreference() == QFont.HintingPreference.PreferNoHinting


def test_every_font_of_the_document_has_candidates() -> None:
    used = {style.font for style in page.STYLES.values()} | {style.latin for style in page.STYLES.values()} | {page.RUN_IN_FONT}
    assert used <= set(fonts.WANTED)
    assert all(name == wanted.own[0] for name, wanted in fonts.WANTED.items())

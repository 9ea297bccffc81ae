"""The fonts of an official document on this machine: which are there, what stands in for the others, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase

from desktopapp.formats.printed import page


class Wanted(NamedTuple):
    """The names under which systems have a font, and what may stand in for it, the best first; `bold` where a stand-in is too light."""

    own: tuple[str, ...]
    instead: tuple[str, ...]
    bold: bool = False


_SONG = ("FandolSong", "Noto Serif CJK SC", "Source Han Serif SC", "思源宋体", "Noto Serif SC", "AR PL SungtiL GB", "AR PL UMing CN")
_SANS = (
    "WenQuanYi Micro Hei",
    "文泉驿微米黑",
    "WenQuanYi Zen Hei",
    "文泉驿正黑",
    "Noto Sans CJK SC",
    "Microsoft YaHei",
    "Droid Sans Fallback",
)
_REAL_SONG = ("宋体", "SimSun", "中易宋体", "方正书宋_GBK", "方正书宋简体", "华文宋体", "STSong", "NSimSun")
_REAL_KAI = ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "方正楷体简体", "华文楷体", "STKaiti")
_KAI = ("FandolKai", "AR PL KaitiM GB", "AR PL UKai CN", "TW-Kai")

_AS_WIDE_AS_TIMES = ("Liberation Serif", "Nimbus Roman", "TeX Gyre Termes", "Tinos", "FreeSerif")

# The first name of each is the one by which Word calls it.
WANTED: Mapping[str, Wanted] = {
    page.XIAOBIAOSONG: Wanted(
        (
            *("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "方正小标宋"),
            *("文鼎小标宋简", "华文中宋", "STZhongsong"),
        ),
        (*_SONG, *_REAL_SONG, *_SANS),
        bold=True,
    ),
    page.FANGSONG: Wanted(
        ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "方正仿宋简体", "FZFangSong-Z02S", "华文仿宋", "STFangsong"),
        ("FandolFang", "cwTeX 仿宋體", "cwTeXFangSong", *_SONG, *_REAL_SONG, *_SANS),
    ),
    page.HEI: Wanted(
        ("黑体", "SimHei", "方正黑体_GBK", "方正黑体简体", "FZHei-B01S", "华文黑体", "STHeiti"),
        ("FandolHei", "Noto Sans CJK SC", "Source Han Sans SC", "思源黑体", *_SANS),
    ),
    page.KAI: Wanted(_REAL_KAI, (*_KAI, *_SONG, *_REAL_SONG, *_SANS)),
    page.SONG: Wanted(_REAL_SONG, (*_SONG, *_SANS)),
    page.ROMAN: Wanted(("Times New Roman",), (*_AS_WIDE_AS_TIMES, "DejaVu Serif")),
}  # fmt: skip


# Named when the module is loaded, see `painting`.
CHINESE = (QFontDatabase.WritingSystem.SimplifiedChinese, QFontDatabase.WritingSystem.TraditionalChinese)
_WEIGHTS, _UNHINTED = (QFont.Weight.Normal, QFont.Weight.Bold), QFont.HintingPreference.PreferNoHinting
_REGULAR, _BOLD = ("Regular", "常规", "Normal", "Roman", "Book"), ("Bold", "粗体")


class Chosen(NamedTuple):
    """What a font of the document is set in here: a family and how heavy; `own` when it is that font and no stand-in."""

    family: str
    bold: bool = False
    own: bool = True


def chosen(name: str, families: Collection[str]) -> Chosen:
    """The family for one of the document's fonts among those that the machine has."""
    wanted = WANTED[name]
    for family in wanted.own:
        if family in families:
            return Chosen(family)
    chinese = QFontDatabase.families(CHINESE[0])
    for family in (*wanted.instead, *chinese):
        if family in families:
            return Chosen(family, wanted.bold, own=False)
    return Chosen(QFont().family(), wanted.bold, own=False)


def installed() -> frozenset[str]:
    """The families that this machine has. Qt writes the maker behind a name that two makers use: Nimbus Roman [urw]."""
    return frozenset(family.partition(" [")[0] for family in QFontDatabase.families())


def font(choice: Chosen) -> QFont:
    """The font, with its weight and style said outright and metrics that are its own, without hinting for some screen.

    Families whose regular and bold files claim the same weight are told apart by the names of their styles alone.
    """
    made = QFont(choice.family)
    made.setWeight(_WEIGHTS[choice.bold])
    styles = QFontDatabase.styles(choice.family)
    for style in _BOLD if choice.bold else _REGULAR:
        if style in styles:
            made.setStyleName(style)
            break
    made.setPixelSize(320)
    made.setHintingPreference(_UNHINTED)
    return made


def lacking(families: Collection[str]) -> dict[str, str]:
    """The Chinese fonts that this machine lacks, and what each is replaced by."""
    found = {name: chosen(name, families) for name in WANTED if name != page.ROMAN}
    return {name: choice.family for name, choice in found.items() if not choice.own}


def breaks_as_with_own_fonts(families: Collection[str]) -> bool:
    """Lines and pages end where they end with the document's own fonts: Han characters are as wide in all, figures not."""
    return chosen(page.ROMAN, families).family in (page.ROMAN, *_AS_WIDE_AS_TIMES)


def lacking_sentence(families: Collection[str] | None = None) -> str:
    """What to tell the user before printing; blank when every font is there."""
    there = installed() if families is None else families
    missing, same = lacking(there), breaks_as_with_own_fonts(there)
    if not missing and same:
        return ""
    replaced = "，".join(f"{name}用{family}" for name, family in missing.items())
    lacks = f"这台电脑没有安装公文要求的{len(missing)}种字体，打印和PDF中用其他字体代替：{replaced}。" if missing else ""
    if same:
        return f"{lacks}换行和分页不受影响，字形会有差别。"
    return f"{lacks}没有与{page.ROMAN}同宽的数字字体，换行和分页可能与Word文件不同。"

"""The parts of the Word file that are the same in every report: styles, settings, fonts, theme, page and page number.

The measures are those of `printed.page`. Lengths are in twips (1/20 pt) unless a name says otherwise; `w:sz` counts half points.
"""

from __future__ import annotations

from desktopapp.formats.printed import page
from desktopapp.formats.printed.page import Style

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ROOT = f'xmlns:w="{NAMESPACE}" xmlns:r="{RELATIONSHIPS}"'

_PAGE = (
    f'<w:pgSz w:w="{page.WIDTH}" w:h="{page.HEIGHT}"/>'
    f'<w:pgMar w:top="{page.TOP}" w:right="{page.RIGHT}" w:bottom="{page.BOTTOM}" w:left="{page.LEFT}" '
    f'w:header="{page.HEADER}" w:footer="{page.FOOTER}" w:gutter="0"/>'
)


def section(references: str, *, counts_anew: bool = False) -> str:
    """The properties of a section. No docGrid: lines and characters have exact measures instead."""
    number = '<w:pgNumType w:start="1"/>' if counts_anew else ""
    return f'<w:sectPr>{references}{_PAGE}{number}<w:cols w:space="720"/></w:sectPr>'


def _fonts(east_asian: str, latin: str = page.ROMAN) -> str:
    """A Chinese font, and the one for figures and Latin letters."""
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east_asian}" w:cs="{latin}"/>'


def _size(half_points: int) -> str:
    """The size of type."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _exact(line: int) -> str:
    """Lines of an exact height, no white between paragraphs."""
    return f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'


def _aligned(side: str) -> str:
    """How lines stand between the margins."""
    return f'<w:jc w:val="{side}"/>'


def style(key: str, name: str, based_on: str = "Normal") -> str:
    """A paragraph style, as far as it differs from the one below it. Names of the program's own are Chinese; the others are Word's."""
    made, base = page.STYLES[key], page.STYLES.get(based_on, page.NORMAL)
    custom = "" if name.isascii() else ' w:customStyle="1"'
    followed = f'<w:next w:val="{page.TEXT}"/>' if made.keep_next and key != page.DRAFT_MARK else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="{based_on}"/>{followed}'
        f"<w:qFormat/><w:pPr>{_of_paragraphs(made, base)}</w:pPr><w:rPr>{_of_runs(made, base)}</w:rPr></w:style>"
    )


def _of_paragraphs(style: Style, base: Style) -> str:
    """A style's properties of paragraphs, in the format's order."""
    kept = "<w:keepNext/>" * style.keep_next + "<w:keepLines/>" * style.keep_lines
    line = _exact(style.line) if style.line != base.line else ""
    aligned = _aligned(style.align) if style.align != base.align else ""
    outline = f'<w:outlineLvl w:val="{style.level - 1}"/>' if style.level else ""
    return f"{kept}{line}{_INDENT if style.indent else ''}{aligned}{outline}"


def _of_runs(style: Style, base: Style) -> str:
    """A style's properties of runs, in the format's order."""
    fonts = _fonts(style.font, style.latin) if (style.font, style.latin) != (base.font, base.latin) else ""
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour != base.colour else ""
    natural = '<w:spacing w:val="0"/>' if style.spacing != base.spacing else ""
    return f"{fonts}{colour}{natural}{_size(style.size) if style.size != base.size else ''}"


_LANGUAGE = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
_INDENT = f'<w:ind w:firstLineChars="200" w:firstLine="{page.STYLES[page.TEXT].indent}"/>'

_BASE_STYLES = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(page.NORMAL.font)}{_size(page.NORMAL.size)}{_LANGUAGE}</w:rPr></w:rPrDefault>"
    "<w:pPrDefault/></w:docDefaults>"
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    # No widow control: a page has its 22 lines, as Chinese documents have.
    f'<w:pPr><w:widowControl w:val="0"/>{_exact(page.LINE)}{_aligned("both")}</w:pPr>'
    f'<w:rPr><w:spacing w:val="{page.NORMAL.spacing}"/></w:rPr></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
    '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    f'<w:style w:type="character" w:customStyle="1" w:styleId="{page.RUN_IN}"><w:name w:val="段首标题"/><w:qFormat/>'
    f"<w:rPr>{_fonts(page.RUN_IN_FONT)}</w:rPr></w:style>"
)

_STYLES = "".join((
    f"{HEAD}<w:styles {ROOT}>{_BASE_STYLES}",
    style(page.TEXT, "Body Text"),
    style(page.TITLE, "Title"),
    style(page.HEADING, "heading 1"),
    style(page.SUBHEADING, "heading 2"),
    style(page.SIGNATURE, "Signature"),
    style(page.DRAFT_MARK, "草稿标记"),
    style(page.TABLE_TEXT, "表格文字"),
    style(page.TABLE_LABEL, "表格栏目", based_on=page.TABLE_TEXT),
    style(page.HEAD, "header"),
    style(page.FOOT, "footer"),
))  # fmt: skip


def styles(more: str = "") -> str:
    """The styles of a report, and more."""
    return f"{_STYLES}{more}</w:styles>"


SETTINGS = (
    f'{HEAD}<w:settings {ROOT}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
    '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="156"/>'
    # Every character keeps its place of the 28: squeezed punctuation would end lines where neither the PDF nor other programs end them.
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    "<w:compat><w:spaceForUL/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" '
    'w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" '
    'w:followedHyperlink="followedHyperlink"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)


def _font(name: str, instead: str, panose: str, family: str, charset: str = "86") -> str:
    """A font, and the one that every system has to stand in for it."""
    other = f'<w:altName w:val="{instead}"/>' if instead else ""
    return (
        f'<w:font w:name="{name}">{other}<w:panose1 w:val="{panose}"/><w:charset w:val="{charset}"/><w:family w:val="{family}"/>'
        f'<w:pitch w:val="{"variable" if charset == "00" else "fixed"}"/></w:font>'
    )


FONT_TABLE = (
    f"{HEAD}<w:fonts {ROOT}>"
    + _font(page.ROMAN, "", "02020603050405020304", "roman", charset="00")
    + _font(page.FANGSONG, "仿宋", "02010609030101010101", "modern")
    + _font(page.KAI, "楷体", "02010609030101010101", "modern")
    + _font(page.HEI, "SimHei", "02010609060101010101", "modern")
    + _font(page.SONG, "SimSun", "02010600030101010101", "auto")
    + _font(page.XIAOBIAOSONG, "宋体", "02010601030101010101", "auto")
    + "</w:fonts>"
)


_COLOURS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "1F497D", "lt2": "EEECE1", "accent1": "4F81BD", "accent2": "C0504D", "accent3": "9BBB59",
    "accent4": "8064A2", "accent5": "4BACC6", "accent6": "F79646", "hlink": "0000FF", "folHlink": "800080",
}  # fmt: skip
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def _font_set(kind: str, east_asian: str) -> str:
    """The theme's fonts for headings (major) or text (minor)."""
    return f'<a:{kind}Font><a:latin typeface="Times New Roman"/><a:ea typeface="{east_asian}"/><a:cs typeface=""/></a:{kind}Font>'


# The smallest theme the format allows; without one, Word and WPS fall back to their own.
THEME = "".join((
    f'{HEAD}<a:theme xmlns:a="{_DRAWING}" name="公文"><a:themeElements><a:clrScheme name="公文">',
    *(f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in _COLOURS.items()),
    f'</a:clrScheme><a:fontScheme name="公文">{_font_set("major", "黑体")}{_font_set("minor", "仿宋_GB2312")}</a:fontScheme>',
    f'<a:fmtScheme name="公文"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>',
    *(f'<a:ln w="{width}">{_FILL}</a:ln>' for width in (6350, 12700, 19050)),
    "</a:lnStyleLst><a:effectStyleLst>" + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3 + "</a:effectStyleLst>",
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>",
))  # fmt: skip


def _field(kind: str) -> str:
    """The beginning, middle or end of the page number's field."""
    return f'<w:fldChar w:fldCharType="{kind}"/>'


def page_number(around: tuple[str, str]) -> str:
    """Runs with the page's number and what stands around it."""
    before, behind = around
    content = (
        f'<w:t xml:space="preserve">{before}</w:t>', _field("begin"), '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        _field("separate"), "<w:t>1</w:t>", _field("end"), f'<w:t xml:space="preserve">{behind}</w:t>',
    )  # fmt: skip
    return "".join(f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{piece}</w:r>' for piece in content)


def footer(side: str, around: tuple[str, str]) -> str:
    """The page's number, in a report — 1 —, 四号半角宋体, one character in from the outer side of the leaf (GB/T 9704 7.5)."""
    properties = f'<w:pStyle w:val="Footer"/><w:ind w:{side}Chars="100" w:{side}="{page.PAGE_NUMBER_INDENT}"/><w:jc w:val="{side}"/>'
    return f"{HEAD}<w:ftr {ROOT}><w:p><w:pPr>{properties}</w:pPr>{page_number(around)}</w:p></w:ftr>"


def header(paragraph: str) -> str:
    """A page header of one paragraph."""
    return f"{HEAD}<w:hdr {ROOT}>{paragraph}</w:hdr>"


def core_properties(title: str, date: str) -> str:
    """Title, language and the report's own date; nobody's name, no clock. `title` is already XML."""
    stamp = f"{date}T00:00:00Z"
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:language>zh-CN</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified></cp:coreProperties>'
    )

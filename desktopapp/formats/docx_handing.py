"""What a Word file has only when it is handed over: the styles of its sheets, a watermark, a footer beside the number, a QR code.

Lengths are in twips unless a name says otherwise.
"""

from __future__ import annotations

from desktopapp.formats.docx_parts import HEAD, ROOT, page_number, style
from desktopapp.formats.docx_text import escaped, run
from desktopapp.formats.printed import page, qr

_EMU = 635  # of DrawingML, in a twip
_SMALL = '<w:sz w:val="18"/><w:szCs w:val="18"/>'
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_DRAWINGML = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_HEIGHT, _SLOPE = page.WATERMARK.size // 2, page.WATERMARK_SLOPE % 360  # points, degrees clockwise

STYLES = "".join((
    style(page.SHEET_TITLE, "附单标题"),
    style(page.SHEET_CAPTION, "附单小标题"),
    style(page.SHEET_NOTE, "附单说明"),
    style(page.SHEET_HEAD, "附单栏目"),
    style(page.SHEET_TEXT, "附单文字"),
    style(page.TABLE_HEAD, "表格标题栏", based_on=page.TABLE_TEXT),
))  # fmt: skip

# WordArt that is one line of text along the shape, as Word itself makes its watermarks.
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
    '<v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>'
    '<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)


def watermark(words: str, number: int) -> str:
    """The words beneath the text, light grey and aslant, in a run of a header; `number` tells it from the other headers'."""
    if not words:
        return ""
    place = (
        f"position:absolute;margin-left:0;margin-top:0;width:{len(words) * _HEIGHT}pt;height:{_HEIGHT}pt;rotation:{_SLOPE};"
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        "mso-position-vertical:center;mso-position-vertical-relative:page"
    )
    shape = (
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" alt="{escaped(words)}" '
        f'style="{place}" o:allowincell="f" fillcolor="#{page.WATERMARK.colour}" stroked="f">'
        f'<v:textpath style="font-family:&quot;{page.WATERMARK.font}&quot;;font-size:1pt" string="{escaped(words)}"/></v:shape>'
    )
    return f"<w:r><w:pict {_VML}>{_SHAPE_TYPE}{shape}</w:pict></w:r>"


def footer(side: str, around: tuple[str, str], footing: str) -> str:
    """The page's number outside, `side` being right or left, and the footing at the inner margin, each one character in."""
    number, words = page_number(around), run(footing, _SMALL)
    between = "<w:r><w:tab/></w:r>"
    content = f"{words}{between}{number}" if side == "right" else f"{number}{between}{words}"
    indent = page.PAGE_NUMBER_INDENT
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{page.TEXT_WIDTH - indent}"/></w:tabs>'
    properties = f'<w:pStyle w:val="{page.FOOT}"/>{tab}<w:ind w:left="{indent}"/><w:jc w:val="left"/>'
    return f"{HEAD}<w:ftr {ROOT}><w:p><w:pPr>{properties}</w:pPr>{content}</w:p></w:ftr>"


def picture(code: str, relation: str, number: int) -> str:
    """A run with a QR code, which is said in words for who cannot see it."""
    side = qr.SIDE * _EMU
    said = f'id="{number}" name="二维码{number}" descr="{escaped(code).replace(chr(10), "，")}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_PLACED}" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{side}" cy="{side}"/>'
        f'<wp:docPr {said}/><a:graphic xmlns:a="{_DRAWINGML}"><a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}">'
        f'<pic:nvPicPr><pic:cNvPr {said}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{side}" cy="{side}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )

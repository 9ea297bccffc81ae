"""The text of a Word paragraph as the page shows it: with insertions and fields' results, without deletions, hidden and struck words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktopapp.formats.blocks import lowered, raised, visible
from desktopapp.formats.markup import Element, attribute, child, name

_OFF = frozenset({"0", "false", "off", "none"})
# Around what is shown, without a meaning of their own here.
_TRANSPARENT = frozenset(
    {"sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo", "rubyBase", "oMath", "oMathPara"}
)
_NOT_SHOWN = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "sdtPr", "sdtEndPr", "rt", "txbxContent"})
_WORDS: Mapping[str, str] = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "footnoteReference": "", "endnoteReference": ""}


def shown(parent: Element) -> Iterator[Element]:
    """The children that the page shows, those of containers in the containers' place."""
    for element in parent:
        key = name(element)
        if key == "sdt":
            if _is_on(child(element, "sdtPr", "showingPlcHdr")):  # 单击此处输入文字
                continue
            content = child(element, "sdtContent")
            yield from () if content is None else shown(content)
        elif key == "AlternateContent":
            chosen = child(element, "Choice")
            chosen = child(element, "Fallback") if chosen is None else chosen
            yield from () if chosen is None else shown(chosen)
        elif key in _TRANSPARENT or (key == "ruby"):
            yield from shown(element)
        elif key and key not in _NOT_SHOWN:
            yield element


class ParagraphText:
    """Reads one paragraph: its `text`, the `struck` words in it, and the `frames` (text boxes) and number of `pictures` that hang on it."""

    def __init__(self, paragraph: Element) -> None:
        self.struck = ""
        self.frames: list[Element] = []
        self.pictures = 0
        self._fields: list[bool] = []  # for each open field whether its code is still being spelt
        self.text = visible("".join(map(self._of, shown(paragraph))))

    def _of(self, element: Element) -> str:
        return self._run(element) if name(element) == "r" else self._piece(element)

    def _run(self, run: Element) -> str:
        properties = child(run, "rPr")
        text = "".join(map(self._piece, shown(run)))
        if _is_on(child(properties, "vanish")):
            return ""
        if _is_on(child(properties, "strike")) or _is_on(child(properties, "dstrike")):
            self.struck += text
            return ""
        place = attribute(child(properties, "vertAlign"), "val")
        return raised(text) if place == "superscript" else lowered(text) if place == "subscript" else text

    def _piece(self, element: Element) -> str:
        key = name(element)
        if key == "fldChar":
            self._field(attribute(element, "fldCharType"))
            return ""
        if key in ("drawing", "pict", "object", "shape"):
            self._hang(element)
            return ""
        if any(self._fields):
            return ""
        if key == "t":
            return (element.text or "").replace("\n", " ")
        if key == "br":
            return "" if attribute(element, "type") in ("page", "column") else "\n"
        if key == "sym":
            return _symbol(attribute(element, "char"))
        if key == "r":  # a run inside a formula or a ruby
            return self._run(element)
        return _WORDS.get(key, "")

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _hang(self, element: Element) -> None:
        frames = [one for one in element.iter() if name(one) == "txbxContent"]
        self.frames += frames
        if any(name(one) in ("blip", "imagedata", "OLEObject", "chart") for one in element.iter()):
            self.pictures += 1


def _is_on(element: Element | None) -> bool:
    return element is not None and attribute(element, "val", "1") not in _OFF


def _symbol(code: str) -> str:
    """A character of a symbol font; those of Wingdings lie in the private area and mean nothing in another font."""
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return character if character.isprintable() and not "\ue000" <= character <= "\uf8ff" else "□"


KINDS: Mapping[str, str] = {"footnotes": "脚注", "endnotes": "尾注", "comments": "批注", "header": "页眉", "footer": "页脚"}

"""Reads a saved web page, a Word file saved as one, or a piece of one from the clipboard, into blocks.

What a browser shows counts: no scripts, no hidden elements, white space folded. The page is walked without recursion, for published
pages nest hundreds of tags that nobody closed.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from dataclasses import dataclass, field

from desktopapp.formats.blocks import (
    CUT_ROW,
    MOST_CHARACTERS,
    PAGE_TITLE,
    Aside,
    Block,
    Grid,
    Paragraph,
    Span,
    TooMuch,
    box_of,
    lowered,
    raised,
    squared,
    visible,
)
from desktopapp.formats.markup import Element, page, walk
from desktopapp.formats.package import Shell

_NOT_SHOWN = frozenset(
    re.findall(
        "[a-z]+",
        "script style noscript template head title meta link object embed iframe svg math canvas audio video select option datalist button"
        " input map area rp rt",
    )
)
_BLOCKS = frozenset(
    re.findall(
        "[a-z0-9]+",
        "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form"
        " h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul",
    )
)
_STRUCK = frozenset({"del", "s", "strike"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_LINE_THROUGH = re.compile(r"text-decoration[^;]*:[^;]*line-through", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_DISPLAYED = re.compile(r"display\s*:\s*(table-row|table-cell|table)\b", re.IGNORECASE)
_TABLE_WORDS = {"table": "table", "table-row": "tr", "table-cell": "td", "row": "tr", "cell": "td", "columnheader": "td", "rowheader": "td"}
_CLASSES = {"table": "table", "tbl": "table", "tr": "tr", "td": "td", "th": "td", "table-row": "tr", "table-cell": "td"}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_WIDE = re.compile("[\u2e80-\u303f\u3041-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]")
_WRAPPED = "\ue000"  # where the page's source goes on in a new line; a private character, so that <br> stays apart
_FOLDED = re.compile(f"[ {_WRAPPED}]+")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LEAST = 200  # characters of a page with scripts and without tables; a report has thousands
MOST_ELEMENTS = 300_000  # a city's report has 5,000
_DEEPEST = 60  # containers named for a paragraph


def blocks(content: bytes) -> list[Block]:
    """The paragraphs and tables of a saved page; of a web archive (mht), those of its page. Raises Shell."""
    if re.match(rb"\s*(?:From:|MIME-Version:|Subject:|Date:|Content-Type: *multipart)", content[:2000], re.IGNORECASE):
        content = _page_of_archive(content)
    text = decoded(content)
    found = fragment(text)
    says_little = sum(len(block.text) for block in found if isinstance(block, Paragraph)) < _LEAST
    if says_little and "<script" in text.lower() and not any(isinstance(block, Grid) for block in found):
        raise Shell
    return found


def decoded(content: bytes) -> str:
    """The page's text. A mark at its beginning decides; else the encoding that it names or UTF-8 or GB18030, whichever reads with the
    fewest broken characters: pages are saved in other encodings than they name, and cut off in the middle of a character."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    named = [match[1].decode("ascii", "replace").lower() for match in [_CHARSET.search(content[:8192])] if match]
    named = ["gb18030" if name.startswith(("gb", "x-gb")) or name == "chinese" else name for name in named if _is_encoding(name)]
    read = [content.decode(encoding, "replace") for encoding in dict.fromkeys(["utf-8", *named, "gb18030"])]
    return min(read, key=lambda text: text.count("\ufffd"))


def fragment(text: str) -> list[Block]:
    """The paragraphs and tables of a page's or a fragment's text."""
    text = re.sub(r"^\s*<\?xml[^>]*>", "", text.replace("\0", ""))
    if not text.strip():
        return []
    root = page(text)
    if root is None:
        return []
    lower = text.lower()
    is_cut = lower.rfind("<tr") > max(lower.rfind("</tr"), lower.rfind("</table"))
    title = " ".join((next((one.text for one in root.iter("title")), "") or "").split())
    return [*([Aside(PAGE_TITLE, title)] if title else []), *_Page(root, is_cut).read()]


def _is_encoding(name: str) -> bool:
    try:
        return codecs.lookup(name).name not in ("utf-16", "utf-32", "utf-7") and "\ufffd" not in "a"
    except LookupError:
        return False


def _page_of_archive(content: bytes) -> bytes:
    """The largest page in a web archive."""
    pages: list[bytes] = []
    for part in email.message_from_bytes(content, policy=email.policy.compat32).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            charset = part.get_content_charset()
            if isinstance(page, bytes):
                known = charset and _is_encoding(charset) and not _CHARSET.search(page[:8192])
                pages.append(page.decode(charset, "replace").encode() if charset and known else page)
    return max(pages, key=len, default=b"")


@dataclass
class _Table:
    rows: list[list[Span]] = field(default_factory=list[list[Span]])
    otherwise: list[Block] = field(default_factory=list[Block])
    is_open: bool = False  # its last row takes boxes


@dataclass
class _Cell:
    columns: int
    rows: int
    found: list[Block] = field(default_factory=list[Block])
    text: list[str] = field(default_factory=list[str])


class _Page:
    """Walks over a page's elements once. `_cells` are the boxes that are open, the page itself the outermost; `_tables` the tables.

    Where the page is cut off inside a row, that row is not read: which of its boxes are missing nobody can tell.
    """

    def __init__(self, root: Element, is_cut: bool) -> None:
        self._root = root
        self._last_row = next(reversed(list(root.iter("tr"))), None) if is_cut else None
        self._cut_row: list[Span] | None = None
        self._cells = [_Cell(1, 1)]
        self._tables: list[_Table] = []
        self._inside: list[int] = []
        self._styles: list[str] = []  # what is done to the text: raised, lowered, struck, kept
        self._opened: list[str] = []  # the part of a table that each open element began
        self._struck: list[str] = []
        self._count = self._characters = 0

    def read(self) -> list[Block]:
        """The page's blocks."""
        steps = walk(self._root)
        skipped: Element | None = None
        for event, element in steps:
            if event == "start":
                if not isinstance(element.tag, str) or _is_hidden(element):
                    skipped = element
                    steps.skip_subtree()
                    self._instead(element)
                    continue
                self._begin(element, _tag(element))
                self._say(element.text)
            else:
                if element is skipped:
                    skipped = None
                else:
                    self._end(_tag(element))
                if element is not self._root:
                    self._say(element.tail)
        self._flush()
        return self._cells[0].found

    def _instead(self, element: Element) -> None:
        """What is said in place of an element that is left out: the text a person typed into it, the blank of a box that is not seen."""
        if element.tag in ("td", "th") and "visibility" in element.get("style", "") and len(self._cells) == len(self._tables):
            self._open_table(element, "td")
            self._close_cell()
        elif element.tag == "input" and element.get("type", "text").lower() == "text" and not _HIDDEN.search(element.get("style", "")):
            self._say(element.get("value"))

    def _begin(self, element: Element, tag: str) -> None:
        self._count += 1
        if tag in _BLOCKS:
            self._flush()
            self._inside.append(self._count)
        self._opened.append(self._open_table(element, tag))
        if tag == "br":
            self._cells[-1].text.append("\n")
        elif tag == "img" and not _is_icon(element):
            self._flush()
            self._cells[-1].found.append(Aside("图片"))
        self._styles.append(_style(element, tag))

    def _open_table(self, element: Element, tag: str) -> str:
        """Begin a table, or a row or a box of the innermost; blank for what belongs to none."""
        if tag == "table":
            self._tables.append(_Table())
            return tag
        if tag not in ("tr", "td", "th") or len(self._cells) != len(self._tables):
            return ""
        table = self._tables[-1]
        if tag == "tr" or not table.is_open:
            table.rows.append([])
            table.is_open = True
        if element is self._last_row:
            self._cut_row = table.rows[-1]
        if tag == "tr":
            return tag
        self._cells.append(_Cell(_whole(element.get("colspan"), 1), _whole(element.get("rowspan"), 1)))
        return "td"

    def _end(self, tag: str) -> None:
        self._styles.pop()
        opened = self._opened.pop()
        if tag not in _BLOCKS:
            return
        self._flush()
        if opened == "td":
            self._close_cell()
        elif opened == "tr":
            self._tables[-1].is_open = False
        elif opened == "table":
            self._close_table()
        self._inside.pop()

    def _close_cell(self) -> None:
        cell = self._cells.pop()
        text, found = box_of(cell.found)
        self._tables[-1].rows[-1].append(Span(text, cell.columns, cell.rows))
        self._tables[-1].otherwise += found

    def _close_table(self) -> None:
        table = self._tables.pop()
        if table.rows and table.rows[-1] is self._cut_row:
            cut = " ".join(" ".join(span.text.split()) for span in table.rows.pop())
            self._cells[-1].found.append(Aside(CUT_ROW, cut or "空"))
        if not table.rows:
            return
        self._cells[-1].found.append(Grid(squared(table.rows), table.otherwise, tuple(self._inside[:_DEEPEST])))

    def _say(self, text: str | None) -> None:
        if not text:
            return
        if "struck" in self._styles:
            self._struck.append(text)
            return
        text = raised(text) if "raised" in self._styles else lowered(text) if "lowered" in self._styles else text
        self._cells[-1].text.append(text if "kept" in self._styles else _SPACES.sub(_space, text.replace(_WRAPPED, "")))

    def _flush(self) -> None:
        """End the paragraph."""
        cell = self._cells[-1]
        text = _FOLDED.sub(_unwrapped, visible("".join(cell.text))).strip(" \n\t\r")
        text = "\n".join(line.strip(" ") for line in text.split("\n"))
        cell.text.clear()
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS or self._count > MOST_ELEMENTS:
            raise TooMuch
        if text.strip():
            cell.found.append(Paragraph(text, tuple(self._inside[:_DEEPEST])))
        if struck := " ".join("".join(self._struck).split()):
            cell.found.append(Aside("删除线文字", struck))
        self._struck.clear()


def _space(match: re.Match[str]) -> str:
    return _WRAPPED if "\n" in match[0] or "\r" in match[0] else " "


def _unwrapped(match: re.Match[str]) -> str:
    """White space folded: a line that was wrapped next to a Chinese character goes on without a space."""
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    return "" if _WRAPPED in match[0] and (_WIDE.match(before) or _WIDE.match(after)) else " "


def _tag(element: Element) -> str:
    """An element's name; of a div or a span that is laid out as part of a table, that part's."""
    tag = str(element.tag).lower()
    if tag in ("div", "span", "ul", "ol", "li", "dl", "dt", "dd", "p") and len(element.attrib):
        displayed = _DISPLAYED.search(element.get("style", ""))
        said = [displayed[1].lower() if displayed else "", str(element.get("role", "")).lower()]
        part = next((_TABLE_WORDS[word] for word in said if word in _TABLE_WORDS), "")
        return part or next((_CLASSES[word] for word in element.get("class", "").lower().split() if word in _CLASSES), tag)
    return tag


def _style(element: Element, tag: str) -> str:
    style = element.get("style", "") if len(element.attrib) else ""
    if tag in _STRUCK or (style and _LINE_THROUGH.search(style)):
        return "struck"
    if tag == "sup" or (style and _RAISED.search(style)):
        return "raised"
    return "lowered" if tag == "sub" else "kept" if tag in ("pre", "textarea") else ""


def _is_hidden(element: Element) -> bool:
    if str(element.tag).lower() in _NOT_SHOWN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def _is_icon(element: Element) -> bool:
    """Pictures of a page's furniture are small."""
    sizes = [_whole(element.get(side), 0) for side in ("width", "height")]
    return any(0 < size < 60 for size in sizes)


def _whole(text: str | None, default: int) -> int:
    digits = re.match(r"\s*(\d{1,9})", text or "")
    return int(digits[1]) if digits else default

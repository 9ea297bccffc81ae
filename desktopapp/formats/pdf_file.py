"""Finish the PDF that Qt has painted: what its writer cannot say or says wrong.

The file is taken apart into its numbered objects and written again: the map from glyphs to characters mended, so that 行政 is found and
copied as 行政; an outline of the parts; the language; title, author and the report's own date; no clock, no random number.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from desktopapp.formats.paper import Document
from desktopapp.formats.paper.glyphs import Glyphs

Objects = dict[int, bytes]

_PROGRAM = "年报助手"
_LANGUAGE = "zh-CN"
_TWIPS = 20  # in a point
_HEIGHT = 842  # points of A4, as Qt rounds them
_MAP = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{rows}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_RANGE = re.compile(rb"<(\w+)>\s*<(\w+)>\s*(?:\[(.*?)\]|<(\w+)>)", re.DOTALL)
_SINGLES = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_SINGLE = re.compile(rb"<(\w+)>\s*<(\w+)>")
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_SUBSET = re.compile(rb"/FontName /[A-Z]{6}\+")
_ROWS = 100  # of one block, the format allows no more


def finished(painted: bytes, document: Document) -> bytes:
    """The finished file, from what Qt wrote for this document."""
    objects, root, info = _objects(painted)
    printed = _Printed(document.glyphs)
    for number, content in objects.items():
        if b"begincmap" in content:
            objects[number] = _mended(content, printed)
    objects[info] = _information(document)
    _remove_metadata(objects, root)
    outline = _add_outline(objects, root, document)
    catalogue = f"/Lang ({_LANGUAGE}) /ViewerPreferences << /DisplayDocTitle true >> /Outlines {outline} 0 R /PageMode /UseOutlines\n"
    objects[root] = _with(objects[root], catalogue)
    return _written(objects, root, info)


class _Printed:
    """What was printed, to know what a glyph stands for: Qt says the first character that a font has it for, as ⾏ for 行."""

    def __init__(self, glyphs: Glyphs) -> None:
        # Where one glyph was printed for two characters, the plainer one is meant: 行 before ⾏, a space before a half em.
        characters = dict(sorted(glyphs.characters().items(), key=lambda item: _is_plain(item[0])))
        self._characters = frozenset(characters)
        self._by_glyph = {(glyph.face, glyph.number): character for character, glyph in characters.items()}
        self._faces = list(dict.fromkeys(face for face, _ in self._by_glyph))

    def meant(self, said: str) -> str:
        """The character that was printed where Qt says this one."""
        if said in self._characters and _is_plain(said):
            return said
        shared = (self._by_glyph.get((face, number)) for face in self._faces if (number := face.number(said)))
        return next((character for character in shared if character), said)


def _is_plain(character: str) -> bool:
    """Not a compatibility form of another character."""
    return unicodedata.normalize("NFKC", character) == character


def _mended(stream: bytes, printed: _Printed) -> bytes:
    """The map from a font's glyphs to characters, with what was printed."""
    rows = [f"<{code:04X}> <{printed.meant(said).encode('utf-16-be').hex().upper()}>" for code, said in said(stream)]
    blocks = [rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS)]
    text = "\n".join("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks)
    content = _MAP.format(rows=text).encode("ascii")
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content)


def said(stream: bytes) -> Iterator[tuple[int, str]]:
    """Each glyph's number and the character that Qt names for it, from lists, from ranges of neighbours and one by one."""
    for block in _RANGES.findall(stream):
        for first, last, listed, start in _RANGE.findall(block):
            codes = range(max(int(first, 16), 1), int(last, 16) + 1)  # 0 is no character's
            values = re.findall(rb"<(\w+)>", listed) if listed else [b"%x" % (int(start, 16) + step) for step in range(len(codes))]
            yield from ((code, chr(int(value, 16))) for code, value in zip(codes, values, strict=True))
    for block in _SINGLES.findall(stream):
        yield from ((int(code, 16), chr(int(value, 16))) for code, value in _SINGLE.findall(block))


def _objects(file: bytes) -> tuple[Objects, int, int]:
    """The numbered objects of a file with one plain table of places, and the numbers of its catalogue and its information."""
    table = int(file[file.rindex(b"startxref") :].split()[1])
    trailer = file[file.rindex(b"trailer") :]
    places = [int(entry[1]) for entry in re.finditer(rb"(\d{10}) \d{5} n", file[table:])]
    ends = dict(zip(sorted(places), [*sorted(places)[1:], table], strict=True))
    objects: Objects = {}
    for place, end in ends.items():
        head, _, content = file[place:end].partition(b" 0 obj")
        objects[int(head)] = content[: content.rindex(b"endobj")].strip(b"\r\n")
    return objects, _reference(trailer, b"/Root"), _reference(trailer, b"/Info")


def _reference(content: bytes, name: bytes) -> int:
    """The number of the object that a dictionary names."""
    found = re.search(name + rb"\s+(\d+) 0 R", content)
    if found is None:
        raise ValueError(f"PDF: no {name.decode()}")
    return int(found[1])


def _with(dictionary: bytes, entries: str) -> bytes:
    """A dictionary with more entries."""
    end = dictionary.rindex(b">>")
    return dictionary[:end] + entries.encode("ascii") + dictionary[end:]


def _text(words: str) -> str:
    """A string of the format in any script."""
    return f"<FEFF{words.encode('utf-16-be', 'ignore').hex().upper()}>"


def _information(document: Document) -> bytes:
    day = document.date.replace("-", "")
    dates = f"/CreationDate (D:{day}) /ModDate (D:{day})\n" if day else ""
    author = f"/Author {_text(document.author)}\n" if document.author else ""
    return f"<<\n/Title {_text(document.title)}\n{author}/Creator {_text(_PROGRAM)}\n{dates}>>".encode("ascii")


def _remove_metadata(objects: Objects, root: int) -> None:
    """Qt's second copy of what the information says, with the time and a random number in it."""
    if b"/Metadata" in objects[root]:
        del objects[_reference(objects[root], b"/Metadata")]
        objects[root] = re.sub(rb"/Metadata \d+ 0 R\n?", b"", objects[root])


def _add_outline(objects: Objects, root: int, document: Document) -> int:
    """Add an outline with one entry a part, and return the number of its root."""
    kids = objects[_reference(objects[root], b"/Pages")].partition(b"/Kids")[2].partition(b"]")[0]
    pages = [int(number) for number in re.findall(rb"(\d+) 0 R", kids)]
    starts = [(pages[page.number - 1], start) for page in document.pages for start in page.starts]
    outline = max(objects) + 1
    first, last = outline + 1, outline + len(starts)
    objects[outline] = f"<< /Type /Outlines /First {first} 0 R /Last {last} 0 R /Count {len(starts)} >>".encode("ascii")
    for number, (page, start) in enumerate(starts, first):
        neighbours = (f"/Prev {number - 1} 0 R " if number > first else "") + (f"/Next {number + 1} 0 R " if number < last else "")
        place = f"/Dest [{page} 0 R /XYZ 0 {_HEIGHT - start.y / _TWIPS:.1f} null]"
        objects[number] = f"<< /Title {_text(start.heading)} /Parent {outline} 0 R {neighbours}{place} >>".encode("ascii")
    return outline


def _written(objects: Objects, root: int, info: int) -> bytes:
    """The file: objects in order, the table of their places, and a name that follows from the content."""
    objects, root, info = _in_order(objects, root, info)
    file = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, int] = {}
    for number, content in sorted(objects.items()):
        places[number] = len(file)
        file += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    name = hashlib.sha256(file).hexdigest()[:32].upper()
    table, size = len(file), max(objects) + 1
    file += b"xref\n0 %d\n0000000000 65535 f \n" % size
    file += b"".join(b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n" for number in range(1, size))
    trailer = f"trailer\n<< /Size {size} /Root {root} 0 R /Info {info} 0 R /ID [<{name}> <{name}>] >>\nstartxref\n{table}\n%%EOF\n"
    return bytes(file) + trailer.encode("ascii")


def _in_order(objects: Objects, root: int, info: int) -> tuple[Objects, int, int]:
    """The objects numbered as they are referred to. Qt's numbers, and the names it derives from them, differ from run to run."""
    order = [root, info]
    for number in order:  # which grows
        order += dict.fromkeys(found for found in map(int, _REFERENCE.findall(_head(objects[number]))) if found not in order)
    numbers = {old: new for new, old in enumerate(order, 1)}

    def renamed(content: bytes, number: int) -> bytes:
        head = _head(content)
        named = _SUBSET.sub(b"/FontName /%b+" % _letters(number), _REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found[1])], head))
        return named + content[len(head) :]

    return {numbers[old]: renamed(objects[old], numbers[old]) for old in order}, numbers[root], numbers[info]


def _head(content: bytes) -> bytes:
    """An object without its stream."""
    return content.partition(b"stream")[0]


def _letters(number: int) -> bytes:
    """Six letters that tell one subset of a font from another."""
    return bytes(ord("A") + number // 26**place % 26 for place in range(6))

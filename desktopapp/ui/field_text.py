"""活数字 inside a text that is edited: shown as their values, lightly tinted, and read back as what was entered.

A value that was typed into is no field any more: it is the words that stand there.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QColor, QPalette, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from desktopapp.core import fields
from desktopapp.core.fields import Piece

MIME = "application/x-nianbao-text"  # on the clipboard: the text with its fields, which this program alone understands
_WORDS = QTextFormat.Property.UserProperty.value + 1  # what stands between the braces
_VALUE = _WORDS + 1  # what was shown for it
_NUMBER = _WORDS + 2  # neighbours that say the same stay two
_TINT = 48  # of 255


def insert(cursor: QTextCursor, pieces: Iterable[Piece], palette: QPalette) -> None:
    """Put pieces in at the cursor, in place of what is selected."""
    revision = cursor.document().revision()  # another one at every insertion
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for number, piece in enumerate(pieces):
        cursor.insertText(piece.text, _dress(piece, f"{revision}.{number}", palette) if piece.field else QTextCharFormat())
    cursor.endEditBlock()


def pieces_of(document: QTextDocument) -> list[Piece]:
    """What stands in a document, typed words and fields in turn; paragraphs are lines."""
    found: list[Piece] = []
    block = document.begin()
    while block.isValid():
        if block != document.begin():
            found.append(Piece("\n"))
        place = block.begin()
        while not place.atEnd():
            fragment = place.fragment()
            dress, text = fragment.charFormat(), fragment.text().replace("\u2028", "\n")
            words = str(dress.property(_WORDS) or "")
            found.append(Piece(text, words if words and text == dress.property(_VALUE) else ""))
            place += 1
        block = block.next()
    return found


def entered(document: QTextDocument) -> str:
    """The text as it is kept, its fields in braces."""
    return "".join(fields.written(piece.field) if piece.field else piece.text for piece in pieces_of(document))


def selected(cursor: QTextCursor) -> str:
    """What is selected, as it is kept; a field that is not selected whole is the words that are."""
    part = QTextDocument()
    QTextCursor(part).insertFragment(cursor.selection())
    return entered(part)


def is_field(dress: QTextCharFormat) -> bool:
    """Words in this dress are a field's."""
    return bool(dress.property(_WORDS))


def _dress(piece: Piece, number: str, palette: QPalette) -> QTextCharFormat:
    dress = QTextCharFormat()
    tint = QColor(palette.color(QPalette.ColorRole.Highlight))
    tint.setAlpha(_TINT)
    dress.setBackground(tint)
    dress.setProperty(_WORDS, piece.field)
    dress.setProperty(_VALUE, piece.text)
    dress.setProperty(_NUMBER, number)
    return dress

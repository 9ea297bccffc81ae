"""The window's looks: colours named by role, spacing, fonts, and the only style sheet."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

SPACE = 8  # pixels at 100 %; everything stands on multiples or halves of it


class Theme(NamedTuple):
    """Colours by what they mean."""

    name: str
    window: str
    surface: str
    text: str
    muted: str
    line: str
    heading: str
    caption: str
    total: str
    accent: str
    accent_soft: str
    on_accent: str
    cursor_line: str
    block: str
    block_soft: str
    explain: str
    explain_soft: str
    hint: str
    done: str


LIGHT = Theme(
    name="light", window="#F3F5F8", surface="#FFFFFF", text="#1F2329", muted="#5C6470", line="#C9D0DA",
    heading="#EEF2F7", caption="#D5E3F5", total="#F4F6F9", accent="#1D5FBF", accent_soft="#DCE9FB", on_accent="#FFFFFF",
    cursor_line="#F0F6FF", block="#B3261E", block_soft="#FCE8E6", explain="#8A5800", explain_soft="#FFF1D6", hint="#44546A",
    done="#1B6E3F",
)  # fmt: skip
DARK = Theme(
    name="dark", window="#1A1D22", surface="#22262D", text="#E7E9EC", muted="#A4ACB8", line="#434B57",
    heading="#2A3039", caption="#2B3D57", total="#282D35", accent="#7DB1FF", accent_soft="#2B4266", on_accent="#10151C",
    cursor_line="#262D38", block="#FF9B92", block_soft="#4B2725", explain="#F2C063", explain_soft="#43361D", hint="#B4C0D0",
    done="#7AD6A0",
)  # fmt: skip
CONTRAST = Theme(
    name="contrast", window="#FFFFFF", surface="#FFFFFF", text="#000000", muted="#333333", line="#595959",
    heading="#F0F0F0", caption="#DCE6F5", total="#F2F2F2", accent="#00318F", accent_soft="#CFE0FF", on_accent="#FFFFFF",
    cursor_line="#E8F0FF", block="#8C0009", block_soft="#FFE1DE", explain="#5C3A00", explain_soft="#FFEBC2", hint="#26374D",
    done="#004D26",
)  # fmt: skip
THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}

# Only for the few widgets whose native looks are not calm enough: a sheet on the whole program costs 20 ms at every start.
_SHEET = """
QToolBar {{ background: {surface}; border: none; border-bottom: 1px solid {line}; spacing: 2px; padding: 3px 8px; }}
QToolBar QToolButton {{ padding: 2px 7px; border-radius: 4px; border: 1px solid transparent; }}
QToolBar QToolButton:hover {{ background: {accent_soft}; }}
QToolBar QToolButton:focus {{ border-color: {accent}; }}
QToolBar QToolButton:pressed, QToolBar QToolButton:checked {{ background: {accent_soft}; color: {accent}; }}
QToolBar QToolButton:disabled {{ color: {muted}; }}
QFrame#notice {{ background: {accent_soft}; border: 1px solid {accent}; border-radius: 6px; }}
QFrame#notice[grave="true"] {{ background: {block_soft}; border-color: {block}; }}
QProgressBar {{ border: 1px solid {line}; border-radius: 4px; background: {heading}; color: {text}; text-align: center; }}
QProgressBar::chunk {{ background: {accent_soft}; border-radius: 3px; }}
QPushButton {{ background: {surface}; border: 1px solid {line}; border-radius: 4px; padding: 5px 14px; }}
QPushButton:hover {{ background: {accent_soft}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton#primary {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton#primary:focus {{ border: 2px solid {text}; }}
QPushButton[role="link"] {{ border: 1px solid transparent; background: transparent; color: {accent}; text-align: left; padding: 4px 2px; }}
QPushButton[role="link"]:focus {{ border-color: {accent}; }}
"""


def apply_looks(application: QApplication, theme: Theme, text: float) -> None:
    """Dress the whole program; `text` is the size of its words, 1.0 as the system has it."""
    plain = float(application.property("plain_size") or application.font().pointSizeF())
    application.setProperty("plain_size", plain)
    if application.font().pointSizeF() != plain * text:
        font = application.font()
        font.setPointSizeF(plain * text)
        application.setFont(font)
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.window, QPalette.ColorRole.WindowText: theme.text, QPalette.ColorRole.Base: theme.surface,
        QPalette.ColorRole.AlternateBase: theme.heading, QPalette.ColorRole.Text: theme.text, QPalette.ColorRole.Button: theme.surface,
        QPalette.ColorRole.ButtonText: theme.text, QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.HighlightedText: theme.on_accent, QPalette.ColorRole.ToolTipBase: theme.surface,
        QPalette.ColorRole.ToolTipText: theme.text, QPalette.ColorRole.Link: theme.accent, QPalette.ColorRole.Mid: theme.line,
    }  # fmt: skip
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    application.setPalette(palette)


def dress(widget: QWidget, theme: Theme) -> None:
    """Give a tool bar, the notice or the start page its own looks."""
    widget.setStyleSheet(_SHEET.format(**theme._asdict()))


def mute(label: QLabel) -> QLabel:
    """Words beside the matter: in the colour of placeholders, whatever the theme."""
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def outlined(switch: QAbstractButton, theme: Theme) -> None:
    """A box to tick whose outline is to be seen: Qt draws it as a darker window, which on a dark one is not."""
    palette = switch.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor(theme.muted))
    switch.setPalette(palette)


def tint(label: QLabel, colour: str) -> None:
    """Words in a colour of the theme."""
    palette = QPalette(label.palette())
    palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
    label.setPalette(palette)


def heading_font() -> QFont:
    """The font of a page's heading: one step larger than the program's."""
    font = bold_font()
    font.setPointSizeF(font.pointSizeF() * 1.25)
    return font


def bold_font() -> QFont:
    """The font of a panel's heading."""
    font = QApplication.font()  # a new widget's own is not yet what the user chose
    font.setWeight(QFont.Weight.DemiBold)
    return font

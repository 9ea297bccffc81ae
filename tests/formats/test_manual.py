"""用户手册: what of a Markdown file comes onto paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktopapp import resources
from desktopapp.formats import manual, to_pdf
from desktopapp.formats.paper import Typesetter
from desktopapp.formats.printed import page
from desktopapp.formats.printed.blocks import Paragraph, TableBlock

SOURCE = """# 手册

## 第一节
先说**要紧的**话。

1. 甲
2. 乙

- 丙

| 按键 | 作用 |
|---|---|
| F5 | 审核 |

![窗口的样子](窗口.png)
"""


@pytest.fixture(autouse=True)
def application() -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.instance() or QApplication([])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    image = QImage(1366, 768, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(tmp_path / "窗口.png"))
    path = tmp_path / "手册.md"
    path.write_text(SOURCE, "utf-8")
    return path


def test_headings_lists_tables_and_pictures_are_set(source: Path) -> None:
    (section,) = manual.printed(source).sections
    words = [block.text for block in section.blocks if isinstance(block, Paragraph)]
    assert words[:5] == ["手册", "第一节", "先说要紧的话。", "1.甲", "2.乙"]
    assert "· 丙" in words
    (table,) = [block for block in section.blocks if isinstance(block, TableBlock)]
    assert [setting.text for setting in table.settings] == ["按键", "作用", "F5", "审核"]
    emphasised = [run.text for block in section.blocks if isinstance(block, Paragraph) for run in block.runs if run.style == page.RUN_IN]
    assert emphasised == ["要紧的"]


def test_a_picture_keeps_its_shape_and_stands_on_the_page(source: Path) -> None:
    pages = Typesetter().lay_out_printed(manual.printed(source)).pages
    (placed,) = pages[0].pictures
    assert placed.picture.width / placed.picture.height == pytest.approx(1366 / 768, rel=0.01)
    assert placed.x >= page.LEFT and placed.x + placed.picture.width <= page.LEFT + page.TEXT_WIDTH


def test_the_pdf_holds_the_picture_and_its_words(source: Path, tmp_path: Path) -> None:
    path = tmp_path / "手册.pdf"
    to_pdf.write_printed(manual.printed(source), path)
    assert b"/Subtype /Image" in path.read_bytes()


def test_a_picture_that_is_missing_is_no_silent_gap(source: Path) -> None:
    (source.parent / "窗口.png").unlink()
    with pytest.raises(FileNotFoundError):
        manual.printed(source)


def test_the_help_that_is_shipped_can_be_printed() -> None:
    blocks = manual.printed(resources.root() / "help" / "使用说明.md").sections[0].blocks
    assert len(blocks) > 40

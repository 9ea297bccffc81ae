"""发布包: one folder with everything that is published of a final report, each file read back where we can read it.

The project file is never in it: it holds names, drafts and what was noted beside the report.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from desktopapp import formats
from desktopapp.core.content import code, content, printed
from desktopapp.core.files import make_folder, write_atomically
from desktopapp.core.form import Form
from desktopapp.core.layout import Role, layout
from desktopapp.core.report import Report
from desktopapp.formats import as_json, reading_back
from desktopapp.formats.printed import page
from desktopapp.formats.printed.blocks import Paragraph, TableBlock, blocks
from desktopapp.formats.printed.handing import Handing
from desktopapp.formats.printed.infographic import NAME

READ_BACK = (".docx", ".xlsx", ".html")
_PASTED, _DATA, _LIST = "网站编辑器粘贴用.txt", "数据.json", "清单.txt"

Step = Callable[[str], None]


def publish(
    report: Report, folder: Path, name: str, forms: Mapping[str, Form], handing: Handing | None = None, last: Report | None = None,
    step: Step = lambda _words: None,
) -> tuple[Path, ...]:  # fmt: skip
    """Write the package into a folder and read it back; returns the files. `name` is theirs; `step` hears what is being done.

    `handing` brings the code at the foot of every page; `last` is last year's report for the picture.

    Raises CannotWrite, also where a file does not say what the report says.
    """
    make_folder(folder)
    written: list[Path] = []
    for path, write in _writers(report, folder, name, handing, last):
        step(f"正在写“{path.name}”")
        write(path)
        written.append(path)
    for path in written:
        if path.suffix in READ_BACK:
            step(f"正在读回“{path.name}”")
            reading_back.confirm(report, path, forms)
    return tuple(written)


def pasted(report: Report) -> str:
    """The report as plain text, for a site's editor: paragraphs indented, a row of a table on a line, its cells parted by tabs."""
    lines: list[str] = []
    for block in blocks(report):
        lines += list(_rows(report, block)) if isinstance(block, TableBlock) else _lines(block)
    return "\n".join(lines) + "\n"


def _writers(
    report: Report, folder: Path, name: str, handing: Handing | None, last: Report | None
) -> Iterator[tuple[Path, Callable[[Path], None]]]:
    from desktopapp.formats import to_infographic  # needs Qt, as a PDF

    for suffix in formats.WRITERS:
        yield folder / f"{name}{suffix}", lambda path: formats.write(report, path, handing=handing)
    for suffix in (".svg", ".png"):
        yield folder / f"{name}（{NAME}）{suffix}", lambda path: to_infographic.write(report, path, last)
    data = json.dumps(as_json.report(report), ensure_ascii=False, indent=1) + "\n"
    # A mark at its head tells Windows' editor that it is UTF-8.
    for label, text, encoding in (
        (_DATA, data, "utf-8"),
        (_PASTED, pasted(report), "utf-8-sig"),
        (_LIST, _list(report, name), "utf-8-sig"),
    ):
        yield folder / label, lambda path, text=text, encoding=encoding: _write(path, text.encode(encoding))


def _write(path: Path, content: bytes) -> None:
    write_atomically(path, lambda temporary: temporary.write_bytes(content))


def _list(report: Report, name: str) -> str:
    """What is in the folder and what each file is for."""
    kinds = {
        ".docx": "Word文件，存档和报送", ".xlsx": "Excel工作表", ".pdf": "PDF，网站附件", ".html": "网页，网站正文",
    }  # fmt: skip
    lines = [f"《{report.title}》发布包".replace("\n", ""), f"校验码 {code(content(report))}，由标题、单位、日期、全部数字和文字算出。", ""]
    lines += [f"{name}{suffix}　{words}" for suffix, words in kinds.items()]
    lines += [f"{name}（{NAME}）.svg、.png　{NAME}，随正文发布", f"{_DATA}　全部数字和文字，供其他程序读取"]
    lines += [f"{_PASTED}　网站编辑器不能直接用网页时，从这里复制粘贴", ""]
    lines.append("发布以后，把公布的网页另存下来，在“送审与定稿”页点“核对文件”，逐格、逐句核对与定稿是否一致。")
    return "\n".join(lines) + "\n"


def _lines(block: Paragraph) -> list[str]:
    indent = "" if block.part or block.style in (page.TITLE, page.SIGNATURE) else "　　"
    return [f"{indent}{line}" for line in block.text.split("\n")]


def _rows(report: Report, block: TableBlock) -> Iterator[str]:
    """A table's rows; a box that reaches over several stands in the first of them, the others stay empty."""
    grid = layout(report.form.tables[block.part])
    squares = [[""] * grid.columns for _ in range(grid.rows)]
    for box in grid.boxes:
        squares[box.row][box.column] = printed(report, box.address) if box.role is Role.CELL else box.text
    return ("\t".join(row) for row in squares)

"""The licence of everything that is shipped, each in its maker's own words, and one list of what it all is."""

import re
import shutil
from pathlib import Path

import environment
from linux import python as linux_python
from linux import xcb
from targets import AMD64, Target

TEXTS = environment.ROOT / "installer" / "licenses"
LICENCE_NAMES = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
LIST = "LIST.txt"
# Qt's wheels bring no text of the LGPL; what they consist of and where its source is stands in Qt.txt.
FOR_ALL = ("LGPL-3.txt", "GPL-3.txt", "Qt.txt")
COMMERCIAL = "LicenseRef-Qt-Commercial"


def collect(target: Target, folder: Path) -> None:
    """Gather the texts under ``licenses`` and remove the libraries' own ``.dist-info``, of which nothing else is used."""
    place = folder / "licenses"
    place.mkdir()
    for name in (*FOR_ALL, "Windows.txt" if target.is_windows else "ICU.txt"):
        shutil.copy(TEXTS / name, place / name)
    shutil.copy(environment.ROOT / "LICENSE", place / "nianbao.txt")
    python = linux_python.built(AMD64)
    for name in ("LICENSE", "LICENSE.expat", "LICENSE.zlib"):
        shutil.copy(python / name, place / f"{name.replace('LICENSE', 'python')}.txt")
    if not target.is_windows:
        for name, path in xcb.licence_texts(target).items():
            shutil.copyfile(path, place / f"{name}.txt")
    lines = [f"Python {_python_version(target)}（python.txt；含 expat、zlib）"]
    for info in sorted((folder / target.site).glob("*.dist-info")):
        lines.append(_entry(info))
        for path in sorted(info.rglob("*")):
            if path.is_file() and LICENCE_NAMES.search(path.name) and COMMERCIAL not in path.name:
                shutil.copy(path, place / f"{info.name.split('-')[0]}.{path.name.removesuffix('.txt')}.txt")
        shutil.rmtree(info)
    (place / LIST).write_text("本程序带有以下组件，许可证全文在同一文件夹：\n\n" + "\n".join(lines) + "\n", encoding="utf-8")


def _python_version(target: Target) -> str:
    return "3.11.9" if target.is_windows else "3.11.2（Debian 12 的安全更新）"


def _entry(info: Path) -> str:
    """One line of the list: name, version, licence."""
    head = (info / "METADATA").read_text(encoding="utf-8").split("\n\n")[0]
    facts = dict(re.findall(r"^(Name|Version|License-Expression|License): (.+)$", head, re.MULTILINE))
    found = facts.get("License-Expression") or facts.get("License") or ""
    classified = re.findall(r"^Classifier: License :: (?:OSI Approved :: )?(.+)$", head, re.MULTILINE)
    licence = "LGPL-3.0-only" if "LGPL-3.0-only" in found else found or "、".join(classified)
    return f"{facts['Name']} {facts['Version']}（{licence}）"

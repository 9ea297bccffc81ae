"""Fetches pip's own wheel, for a Python that came without it and a user who may not install system packages.

The version and the hash come from the lock file, so the download needs no trust; the address comes from the user's pip settings.
"""

import configparser
import hashlib
import os
import re
import urllib.parse
import urllib.request
from pathlib import Path

from spoken import Refusal

DEFAULT_INDEX = "https://pypi.org/simple"
SETTINGS = ("/etc/pip.conf", "~/.pip/pip.conf", "~/.config/pip/pip.conf")
SECONDS = 60


def fetch(lock: Path, folder: Path) -> Path:
    """Put the locked pip wheel into ``folder`` and return its path."""
    version, hashes = locked(lock)
    name = f"pip-{version}-py3-none-any.whl"
    try:
        page_address = f"{index_address().rstrip('/')}/pip/"
        content = download(link_to(name, download(page_address).decode(), page_address))
    except (OSError, ValueError) as error:
        raise Refusal(f"没有下载到 pip（{error}）：请检查网络（使用镜像时先设置 PIP_INDEX_URL），然后重新运行同一条命令。") from error
    if hashlib.sha256(content).hexdigest() not in hashes:
        raise Refusal("下载到的 pip 与本项目锁定的不一致，已经停止：请换一个软件源（设置 PIP_INDEX_URL），然后重新运行。")
    wheel = folder / name
    wheel.write_bytes(content)
    return wheel


def locked(lock: Path) -> tuple[str, list[str]]:
    """Read pip's version and hashes from the lock file."""
    entry = re.search(r"^pip==(\S+)((?:\s*\\\n\s+--hash=sha256:\w+)+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    if entry is None:
        raise Refusal(f"{lock.name} 里没有锁定 pip：请重新下载本项目的源代码。")
    return entry[1], re.findall(r"sha256:(\w+)", entry[2])


def index_address() -> str:
    """Return the package index that pip itself would ask: from the environment, else from its settings, else the public one."""
    settings = configparser.RawConfigParser()
    settings.read([Path(path).expanduser() for path in (*SETTINGS, os.environ.get("PIP_CONFIG_FILE", os.devnull))], encoding="utf-8")
    return os.environ.get("PIP_INDEX_URL") or settings.get("global", "index-url", fallback=DEFAULT_INDEX)


def link_to(name: str, page: str, page_address: str) -> str:
    """Find the address of a file on an index page."""
    link = re.search(rf'href="([^"]*{re.escape(name)}[^"]*)"', page)
    if link is None:
        raise ValueError(f"软件源里没有 {name}")
    return urllib.parse.urljoin(page_address, link[1].replace("&amp;", "&"))


def download(address: str) -> bytes:
    """Fetch one address."""
    with urllib.request.urlopen(address, timeout=SECONDS) as answer:
        content: bytes = answer.read()
    return content

"""Whether a signed Windows file still is what its makers signed: its Authenticode digest stands inside its own signature.

Who signed it is not asked, for that needs the certificates of Windows; the wheel it comes from is pinned by its hash.
"""

import hashlib
import struct
from collections.abc import Iterable
from pathlib import Path

CERTIFICATES = 4  # the fifth of the data directories


def digest_holds(content: bytes) -> bool:
    """Say whether a PE file carries a signature with the digest of its content; the checksum and the signature itself do not count."""
    header = struct.unpack_from("<I", content, 0x3C)[0]
    optional = header + 24
    is_64_bit = struct.unpack_from("<H", content, optional)[0] == 0x20B
    checksum = optional + 64
    entry = optional + (112 if is_64_bit else 96) + 8 * CERTIFICATES
    start, length = struct.unpack_from("<II", content, entry)
    if not start:
        return False
    signed = content[:checksum] + content[checksum + 4 : entry] + content[entry + 8 : start] + content[start + length :]
    signature = content[start : start + length]
    return any(hashlib.new(kind, signed).digest() in signature for kind in ("sha256", "sha1"))


def all_hold(paths: Iterable[Path]) -> str:
    """Assert that each of these files is as signed."""
    names = sorted(paths)
    broken = [path.name for path in names if not digest_holds(path.read_bytes())]
    assert names and not broken, f"签名与内容不符：{'、'.join(broken)}"
    return f"{len(names)}个文件与签名相符"

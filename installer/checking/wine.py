"""The packages for Windows under Wine: what can be learned of them without Windows.

Wine 10 shows the window; the wizard is a 32-bit program, for which Debian 12's Wine 8 is at hand, told to be Windows 10.
"""

import shutil
from pathlib import Path

from checking import rooms

HERE = Path(__file__).resolve().parent
WINE_8 = "dpkg --add-architecture i386 && apt-get update -qq && apt-get install -y -qq --no-install-recommends wine wine64 wine32:i386"
WINE_10 = "apt-get install -y -qq --no-install-recommends wine wine64 unzip"


def setup(package: Path) -> str:
    """Install, upgrade, refuse and remove with the wizard's silent form."""
    with rooms.copy("bookworm", WINE_8) as system:
        shutil.copyfile(package, system / "tmp" / "setup.exe")
        shutil.copyfile(HERE / "wine-setup.sh", system / "tmp" / "wine.sh")
        return rooms.said(rooms.inside(system, "bash /tmp/wine.sh"))


def portable(archive: Path, pictures: Path) -> str:
    """Unpack the .zip into a folder with a Chinese name, let it test itself, and open a file."""
    with rooms.copy("trixie", WINE_10) as system:
        shutil.copyfile(archive, system / "tmp" / "portable.zip")
        shutil.copyfile(rooms.SAMPLE, system / "tmp" / "sample.nianbao")
        shutil.copyfile(HERE / "wine-portable.sh", system / "tmp" / "wine.sh")
        done = rooms.inside(system, "bash /tmp/wine.sh")
        for picture in system.glob("tmp/*.xwd"):
            pictures.mkdir(parents=True, exist_ok=True)
            shutil.copy(picture, pictures / f"wine-{picture.name}")
        return rooms.said(done)

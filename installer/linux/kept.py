"""What of PySide6 and lxml goes into a package: the wheels bring ten times what the window needs."""

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg", "QtDBus")

# Each pattern is relative to site-packages; of these folders nothing else is kept. XcbQpa is linked to by the display plugin.
KEPT = {
    "PySide6": (
        "__init__.py",
        "_config.py",
        "_git_pyside_version.py",
        "support/*.py",
        "libpyside6.abi3.so*",
        *(f"{module}.abi3.so" for module in MODULES),
        *(f"Qt/lib/libQt6{name}.so*" for name in (*(module[2:] for module in MODULES), "XcbQpa")),
        "Qt/lib/libicu*.so*",
        "Qt/plugins/platforms/libqxcb.so",
        "Qt/plugins/platforms/libqoffscreen.so",
        "Qt/plugins/platforminputcontexts/libcompose*.so",
        "Qt/plugins/platforminputcontexts/libibus*.so",
        "Qt/plugins/platformthemes/libqxdgdesktopportal.so",
        "Qt/plugins/xcbglintegrations/*.so",
        "Qt/plugins/iconengines/libqsvgicon.so",
        "Qt/plugins/imageformats/libqsvg.so",
        "Qt/plugins/imageformats/libqjpeg.so",
        "Qt/plugins/printsupport/*.so",
        "Qt/translations/qt_zh_CN.qm",
        "Qt/translations/qtbase_zh_CN.qm",
    ),
    "shiboken6": ("*.py", "*.so*"),
    "lxml": ("*.py", "etree.*.so", "_elementpath.*.so", "html/*.py"),
}

; The wizard for Windows: for one user, without an administrator, over an older version of itself, and away without a trace.
; packages.py writes install.nsh and remove.nsh, the files one by one, and defines VERSION, NUMBERS, SIZE, STAGE, PROGRAM, OUTPUT, ICON.

Unicode true
!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh

!define NAME "年报助手"
!define ID "cn.nianbao.app"
!define TYPE "Nianbao.Project"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!define OLDEST_BUILD 17763 ; Windows 10 1809, which Qt needs

Name "${NAME}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64
ManifestDPIAware true
BrandingText "${NAME} ${VERSION}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\nianbao.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=2052 "ProductName" "${NAME}"
VIAddVersionKey /LANG=2052 "FileDescription" "${NAME} 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT License"

!macro RefuseWhileRunning
    ; Windows lets nobody write into a library that a running program uses.
    ${If} ${FileExists} "$INSTDIR\python311.dll"
        ClearErrors
        FileOpen $0 "$INSTDIR\python311.dll" a
        ${If} ${Errors}
            MessageBox MB_OK|MB_ICONEXCLAMATION "${NAME}正在运行。请先保存并关闭${NAME}，再重新运行本程序。" /SD IDOK
            SetErrorLevel 3
            Quit
        ${EndIf}
        FileClose $0
    ${EndIf}
!macroend

Function .onInit
    ${IfNot} ${RunningX64}
    ${OrIfNot} ${AtLeastWin10}
    ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
        MessageBox MB_OK|MB_ICONSTOP "${NAME}需要 64 位的 Windows 10 1809（内部版本 ${OLDEST_BUILD}）或更新的版本，这台电脑的 Windows 太旧，没有安装。" /SD IDOK
        SetErrorLevel 2
        Quit
    ${EndIf}
FunctionEnd

Function un.onInit
    !insertmacro RefuseWhileRunning
FunctionEnd

Section
    !insertmacro RefuseWhileRunning
    ; The older version removes what it has listed: nothing that this version no longer has stays behind.
    ${If} ${FileExists} "$INSTDIR\uninstall.exe"
        ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
    ${EndIf}
    !include "${STAGE}/install.nsh"
    SetOutPath "$INSTDIR"
    WriteUninstaller "$INSTDIR\uninstall.exe"

    CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\nianbao.exe"
    CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\nianbao.exe"

    WriteRegStr HKCU "Software\Classes\.nianbao" "" "${TYPE}"
    WriteRegStr HKCU "Software\Classes\.nianbao\OpenWithProgids" "${TYPE}" ""
    WriteRegStr HKCU "Software\Classes\${TYPE}" "" "年报工程文件"
    WriteRegStr HKCU "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\document.ico"
    WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\nianbao.exe" "%1"'

    WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\nianbao.exe"
    WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${NAME}"
    WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE}
    WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; Explorer shows the new icon at once
SectionEnd

Section Uninstall
    !include "${STAGE}/remove.nsh"
    Delete "$INSTDIR\uninstall.exe"
    SetOutPath "$TEMP"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\${NAME}.lnk"
    Delete "$DESKTOP\${NAME}.lnk"

    ; Another program may have taken the files over since.
    ReadRegStr $0 HKCU "Software\Classes\.nianbao" ""
    ${If} $0 == "${TYPE}"
        DeleteRegValue HKCU "Software\Classes\.nianbao" ""
    ${EndIf}
    DeleteRegValue HKCU "Software\Classes\.nianbao\OpenWithProgids" "${TYPE}"
    DeleteRegKey /ifempty HKCU "Software\Classes\.nianbao\OpenWithProgids"
    DeleteRegKey /ifempty HKCU "Software\Classes\.nianbao"
    DeleteRegKey HKCU "Software\Classes\${TYPE}"
    DeleteRegKey HKCU "${UNINSTALL}"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

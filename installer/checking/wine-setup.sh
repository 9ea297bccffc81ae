#!/bin/bash
# Runs inside a clean system with Wine: the wizard's silent form, as an administrator would use it for many machines.
set -u
export HOME=/root WINEDEBUG=-all WINEPREFIX=/root/.wine DISPLAY=:78 LANG=C.UTF-8 LC_ALL=C.UTF-8

fail() { echo "$1" >&2; exit 1; }
run() { wine "$@" </dev/null 2>&1 | cat; return "${PIPESTATUS[0]}"; } # wine wants no terminal
key() { run reg query "$1" >/dev/null; }

Xvfb :78 -screen 0 1366x768x24 -noreset >/dev/null 2>&1 &
display=$!
trap 'kill $display; wineserver -k' EXIT
sleep 1
program=/root/.wine/drive_c/users/root/AppData/Local/Programs/年报助手

run winecfg -v win7 >/dev/null
run /tmp/setup.exe /S >/dev/null
[ ! -e "$program" ] || fail "在 Windows 7 上也装了"
echo "Windows 7 上拒绝安装"

run winecfg -v win10 >/dev/null
begun=$(date +%s)
run /tmp/setup.exe /S >/dev/null || fail "装不上"
files=$(find "$program" -type f | wc -l)
[ -s "$program/nianbao.exe" ] || fail "装了以后没有程序"
key 'HKCU\Software\Classes\.nianbao' || fail "没有文件关联"
key 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\cn.nianbao.app' || fail "“应用”里没有列出"
[ -n "$(find /root/.wine -name '年报助手.lnk')" ] || fail "没有快捷方式"
echo "静默安装${files}个文件，用时$(( $(date +%s) - begun ))秒"

echo mine >"$program/用户的文件.txt"
wine "$program/nianbao.exe" -P -c 'import time; time.sleep(60)' </dev/null >/dev/null 2>&1 &
sleep 8
run /tmp/setup.exe /S >/dev/null
[ $? -eq 3 ] && echo "程序正在运行时拒绝安装" || fail "程序正在运行时没有拒绝"
wineserver -k
sleep 2

rm "$program/nianbao-console.exe"
run /tmp/setup.exe /S >/dev/null || fail "升级不了"
[ -s "$program/nianbao-console.exe" ] && [ "$(find "$program" -type f | wc -l)" -eq $(( files + 1 )) ] || fail "升级后文件不对"
echo "原地升级，用户的文件还在"

run "$program/uninstall.exe" /S >/dev/null
for _ in $(seq 50); do [ -e "$program/uninstall.exe" ] || break; sleep 0.2; done
[ "$(find "$program" -type f)" = "$program/用户的文件.txt" ] || fail "卸载后留下：$(find "$program" -type f | head -5)"
key 'HKCU\Software\Classes\Nianbao.Project' && fail "卸载后文件关联还在"
key 'HKCU\Software\Classes\.nianbao' && fail "卸载后文件关联还在"
[ -z "$(find /root/.wine -name '年报助手.lnk')" ] || fail "卸载后快捷方式还在"
echo "卸载只删自己装的文件"

#!/bin/bash
# Runs inside a clean system with Wine: the program from a stick, in a folder with a Chinese name and a space.
set -u
export HOME=/root WINEDEBUG=-all WINEPREFIX=/root/.wine DISPLAY=:78 LANG=C.UTF-8 LC_ALL=C.UTF-8

fail() { echo "$1" >&2; exit 1; }
run() { wine "$@" </dev/null 2>&1 | cat; return "${PIPESTATUS[0]}"; }
now() { date +%s%N; }

Xvfb :78 -screen 0 1366x768x24 -noreset >/dev/null 2>&1 &
display=$!
trap 'kill $display; wineserver -k' EXIT
sleep 1
run wineboot -i >/dev/null
stick="/root/.wine/drive_c/U 盘"
mkdir -p "$stick"
unzip -q -O UTF-8 /tmp/portable.zip -d "$stick" 2>/dev/null || unzip -q /tmp/portable.zip -d "$stick" || fail "解不开"
cp /tmp/sample.nianbao "$stick/工程 一.nianbao"
cd "$stick/年报助手" || fail "压缩包里没有“年报助手”文件夹"

run nianbao-console.exe --self-test 'C:\自检' || fail "自检没有通过"
run nianbao-console.exe export 'C:\U 盘\工程 一.nianbao' --docx 'C:\U 盘\年报.docx' >/dev/null || fail "导出没有成功"
[ -s "$stick/年报.docx" ] || fail "导出的文件是空的"

begun=$(now)
wine nianbao.exe 'C:\U 盘\工程 一.nianbao' </dev/null >/dev/null 2>&1 &
for _ in $(seq 600); do xwininfo -root -tree 2>/dev/null | grep -q '工作年度报告 - 年报助手' && break; sleep 0.05; done
xwininfo -root -tree | grep -q '工作年度报告 - 年报助手' || fail "窗口没有打开"
echo "打开文件到窗口出现$(( ($(now) - begun) / 1000000 ))毫秒"
sleep 3
xwd -root -silent -out /tmp/portable.xwd
[ -s "数据/settings.json" ] || fail "设置没有保存在 U 盘上"
[ -z "$(find /root/.wine/drive_c/users -name 'settings.json' -path '*nianbao*')" ] || fail "设置留在了电脑上"
echo "设置保存在程序旁边的“数据”文件夹"

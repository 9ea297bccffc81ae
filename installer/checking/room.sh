#!/bin/sh
# Runs inside a clean system: installs the package as root, uses it as an ordinary user, removes it. Says what it measured, a line each.
set -eu

fail() { echo "$1" >&2; exit 1; }
now() { date +%s%N; }

if command -v python3 >/dev/null; then fail "这里有 Python，不算干净"; fi
apt-get update -qq
apt-get install -y -qq --no-install-recommends /tmp/package.deb >/tmp/install.log 2>&1 || { cat /tmp/install.log >&2; fail "装不上"; }
if command -v python3 >/dev/null; then fail "安装包把系统的 Python 也装上了"; fi

useradd -m user
mkdir -p /home/user/文件
cp /tmp/sample.nianbao "/home/user/文件/工程 一.nianbao"
chown -R user /home/user
as_user() { su user -c "export LANG=C.UTF-8 DISPLAY=:77 HOME=/home/user; cd /home/user/文件; $1"; }

Xvfb :77 -screen 0 1366x768x24 -noreset >/dev/null 2>&1 &
display=$!
trap 'kill $display 2>/dev/null || true' EXIT
for _ in $(seq 100); do [ -S /tmp/.X11-unix/X77 ] && break; sleep 0.1; done

as_user "nianbao --self-test /home/user/自检" || fail "自检没有通过"
as_user "gio info -a standard::content-type '工程 一.nianbao'" | grep -q application/x-nianbao || fail "系统不认识 .nianbao 文件"
[ "$(as_user "xdg-mime query default application/x-nianbao")" = cn.nianbao.app.desktop ] || fail ".nianbao 文件没有关联到年报助手"

# A double-click is what gio does; the window is there when the display lists it under the file's name.
shown() { DISPLAY=:77 xwininfo -root -tree 2>/dev/null | grep -q "$1"; }
wait_for() { for _ in $(seq 5000); do shown "$1" && return 0; sleep 0.02; done; return 1; }
program() { pgrep -u user -f '/opt/apps/cn.nianbao.app/files/bin/' || true; }
for words in 第一次 再次; do
    begun=$(now)
    as_user "gio open '工程 一.nianbao' >/tmp/gio.log 2>&1 &"
    wait_for '2024年政府信息公开工作年度报告 - 年报助手' || { DISPLAY=:77 xwininfo -root -tree >&2; cat /tmp/gio.log >&2; fail "双击没有打开窗口"; }
    echo "双击到窗口出现（$words）$(( ($(now) - begun) / 1000000 )) 毫秒"
    sleep 2
    DISPLAY=:77 xwd -root -silent -out "/tmp/double-click.xwd" || true
    kill $(program) 2>/dev/null || true
    for _ in $(seq 100); do [ -z "$(program)" ] && ! shown 年报助手 && break; sleep 0.1; done
done
as_user "nianbao export '工程 一.nianbao' --docx 年报.docx --xlsx 年报.xlsx --pdf 年报.pdf >/dev/null" || fail "导出没有成功"
[ -s /home/user/文件/年报.docx ] && [ -s /home/user/文件/年报.pdf ] || fail "导出的文件是空的"

apt-get purge -y -qq cn.nianbao.app >/tmp/remove.log 2>&1 || { cat /tmp/remove.log >&2; fail "卸载不了"; }
left=$(find /opt /usr /etc /var -xdev -name '*nianbao*' ! -path '/var/lib/dpkg/*' ! -path '/var/log/*' 2>/dev/null || true)
[ -z "$left" ] || fail "卸载后留下 $left"
[ ! -e /opt/apps ] || fail "卸载后留下 /opt/apps"
if grep -rqs nianbao /usr/share/mime /usr/share/applications; then fail "卸载后文件关联还在"; fi
[ -s "/home/user/文件/工程 一.nianbao" ] || fail "卸载把用户的文件删了"
echo "卸载后没有留下文件，用户的文件还在"

"""Punctuation, doubled words, spaces (TX-13), and what a template leaves behind (TX-14)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from desktopapp.core.checks.finding import Case, Finding, Severity, rule
from desktopapp.core.checks.passages import Hit, findings, findings_of, lines_of, shown
from desktopapp.core.placeholders import is_open
from desktopapp.core.structuring import DIGITS


@rule("TX-13", Severity.EXPLAIN, source="GB/T 15834—2011标点符号用法；GB/T 9704—2012")
def punctuation_is_right(case: Case) -> Iterator[Finding]:
    """用全角标点，《》“”（）成对，句末有标点；“一是…二是…”的分隔一致；没有重复的词语和标点，没有多余的空格。"""
    report = case.report
    for key in report.form.text_keys:
        lines = lines_of(report, key)
        hits = [(index, hit) for index, line in enumerate(lines) if line.strip() for hit in _mistakes(line)]
        hits += [(index, hit) for index, hit in _unended(lines, key)]
        hits += list(_mixed_items(lines))
        if hits:
            yield from findings_of("TX-13", Severity.EXPLAIN, report, key, hits)


@rule("TX-14", Severity.EXPLAIN, source="30号文件附件格式模板中的提示语；实例：书签、占位符")
def nothing_of_a_template_is_left(case: Case) -> Iterator[Finding]:
    """没有留下XX、××、____、“（文字描述）”、待补充等占位的内容，也没有书签、域代码等残留。"""
    yield from findings("TX-14", Severity.EXPLAIN, case.report, _placeholders, ("title", *case.report.form.text_keys))


RULES = (punctuation_is_right, nothing_of_a_template_is_left)

_CJK = "\u4e00-\u9fff"
_ADDRESS = r"(?:https?://|www\.)[A-Za-z0-9./?=&_%#:~+-]+|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+"


@lru_cache(maxsize=1024)
def _mistakes(text: str) -> tuple[Hit, ...]:
    """All that is wrong in a paragraph by itself; a place belongs to the first that finds it."""
    hits: list[Hit] = []
    for look in _LOOKS:
        for hit in look(text):
            if not any(hit.start < known.end and known.start < hit.end for known in hits):
                hits.append(hit)
    return tuple(hits)


_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}


def _half_width(text: str) -> Iterator[Hit]:
    for found in re.finditer(rf"(?<=[{_CJK}》”’）〕\d%％])[,;:?!](?=[{_CJK}《“‘（]|$)|(?<=[{_CJK}》”）])[,;:?!]", text):
        yield Hit(*found.span(), f"半角标点“{found[0]}”应为“{_FULL[found[0]]}”", _FULL[found[0]])
    for found in re.finditer(rf"(?<=[{_CJK}》”）])\.(?=\s*$|[{_CJK}《“])", text):
        yield Hit(*found.span(), "半角标点“.”应为“。”", "。")
    for found in re.finditer(r"\(([^()（）]{0,60})\)", text):
        is_ordinal = re.fullmatch(rf"[{DIGITS}\d]{{1,2}}", found[1]) and not text[: found.start()].strip()
        if not is_ordinal and (re.search(f"[{_CJK}]", found[1]) or re.search(f"[{_CJK}]$", text[: found.start()])):
            yield Hit(*found.span(), f"半角括号“{shown(found[0])}”应为全角", f"（{found[1]}）")
    for found in re.finditer(r"(?<=（)[^（）()]{0,60}\)|\((?=[^（）()]{0,60}）)", text):
        is_opening = found[0] == "("
        place = found.start() if is_opening else found.end() - 1
        is_ordinal = re.fullmatch(rf"[{DIGITS}\d]{{1,2}}\)", found[0]) and not text[: found.start() - 1].strip()
        if not is_ordinal:
            yield Hit(place, place + 1, f"半角括号“{text[place]}”与全角混用", "（" if is_opening else "）")
    for found in re.finditer(r'"([^"“”]{1,60})"', text):
        if re.search(f"[{_CJK}]", found[1]):
            yield Hit(*found.span(), f"半角引号“{shown(found[0])}”应为“ ”", f"“{found[1]}”")
    for found in re.finditer("[０-９Ａ-Ｚａ-ｚ％]+", text):
        if found[0].strip("％"):
            mend = "".join(chr(ord(one) - 0xFEE0) for one in found[0])
            yield Hit(*found.span(), f"全角字符“{found[0]}”应为“{mend}”", mend)
    for found in re.finditer(r"(?<=[^\d）)])[\[【(（](20\d\d)[\]】)）](?=\d{1,4}号)", text):
        yield Hit(*found.span(), f"文号的年份用六角括号：〔{found[1]}〕", f"〔{found[1]}〕")


_PAIRS = {"《": "》", "〈": "〉", "“": "”", "‘": "’", "（": "）", "〔": "〕", "【": "】"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}


def _unbalanced(text: str) -> Iterator[Hit]:
    """Marks without their other half. A bracket that was written half-width counts; 1） is a number and no bracket."""
    plain = text.translate(str.maketrans("()", "（）"))
    waiting: list[tuple[str, int]] = []
    for place, mark in enumerate(plain):
        if mark in _PAIRS:
            waiting.append((mark, place))
        elif mark in _CLOSING:
            if waiting and waiting[-1][0] == _CLOSING[mark]:
                waiting.pop()
            elif mark == "）" and re.search(rf"(?:^|[。；：，])\s*[{DIGITS}\d]{{1,2}}$", plain[:place]):
                continue
            elif mark != "’":
                yield Hit(place, place + 1, f"“{text[place]}”前面没有“{_CLOSING[mark]}”")
    for mark, place in waiting:
        yield Hit(place, place + 1, f"“{text[place]}”后面没有“{_PAIRS[mark]}”")


_TWICE = rf"([{_CJK}]{{2,12}})\1"
_ALLOWED_TWICE = re.compile(r"^(?:一.|逐.|每.|研究|讨论|商量|比较|学习|交流|沟通|常常|好好|某某|年年|处处|时时|人人|家家|件件|条条|个个)")
_COMPOUND = (
    r"(?:公开(?=栏|专栏|点|平台|指南|目录|率)|登记(?=簿|证|册)|发布(?=会|量|数)|管理(?=局|委|办|"
    r"所|站|处|条例|办法)|信息(?=员|化|港|网|中心)|服务(?=中心|大厅|站|网|局)|审批(?=局|科|股))"
)
_FUNCTION_TWICE = r"(?<!目)的的|(?<!为)了了(?!解|然)|(?<!以)及及(?!时|早|其)|为为|之之|并并|被被"
_MARKS_TWICE = r"，，+|。。+|、、+|；；+|：：+|[，、；：][。；，、：]|。[，、；：]"


def _doubled(text: str) -> Iterator[Hit]:
    for found in re.finditer(_TWICE, text):
        is_compound = re.match(_COMPOUND, text[found.start() + len(found[1]) :])
        if not _ALLOWED_TWICE.match(found[1]) and not is_compound:
            yield Hit(*found.span(), f"词语重复：“{found[0]}”", found[1])
    for found in re.finditer(_FUNCTION_TWICE, text):
        yield Hit(*found.span(), f"词语重复：“{found[0]}”", found[0][0])
    for found in re.finditer(_MARKS_TWICE, text):
        same = len(set(found[0])) == 1
        yield Hit(*found.span(), f"标点重复：“{found[0]}”", found[0][0] if same else None)


_RARE = "\u00a0\u2000-\u200a\u202f\u205f\t"
_SPACE = f" \u3000{_RARE}"
_LABEL = rf"(?:单位|通讯|联系|办公|电子)?[{_CJK}]{{2,6}}[：:]"


def _spaces(text: str) -> Iterator[Hit]:
    """Spaces that do not belong there. Indents by full-width spaces, and one space between Chinese and digits, are a matter of taste."""
    if found := re.search(rf"[{_SPACE}]+$", text):
        yield Hit(*found.span(), "末尾有多余的空格", "")
    if found := re.match(rf"\u3000*[ {_RARE}]+(?=\S)", text):
        yield Hit(*found.span(), "开头有多余的空格", "")
    for found in re.finditer(rf"(?<=\S)(?:[{_SPACE}]{{2,}}|[{_RARE}])(?=\S)", text):
        if not re.match(_LABEL, text[found.end() :]):
            yield Hit(*found.span(), "中间有多余的空格", "")
    for found in re.finditer(rf"(?<=[{_CJK}，。；：、》”）])[ \u3000](?=[{_CJK}《“（，。；：、])", text):
        is_after_heading = re.match(rf"\s*(?:[（(]?[{DIGITS}\d]{{1,2}}[）)]?[、.．]?)", text) and not re.search(
            "[。；，]", text[: found.start()]
        )
        if not is_after_heading and not re.match(_LABEL, text[found.end() :]):
            yield Hit(*found.span(), "中间有多余的空格", "")


_LOOKS: tuple[Callable[[str], Iterator[Hit]], ...] = (_half_width, _unbalanced, _doubled, _spaces)


# what is seen over several paragraphs

_HEADED = re.compile(rf"^\s*(?:[（(][{DIGITS}\d]{{1,2}}[）)]|[{DIGITS}]{{1,2}}、|\d{{1,2}}[.．、])")
_CONTACT = re.compile("电话|邮编|地址|网址|邮箱|传真|联系人|https?://|www\\.")


def _unended(lines: list[str], key: str) -> Iterator[tuple[int, Hit]]:
    """A sentence without its stop, or that stops in the middle."""
    places = [index for index, line in enumerate(lines) if line.strip()]
    for index in places:
        line = lines[index].rstrip()
        is_last = index == places[-1]
        if line.endswith(("，", "、", ",")) or (is_last and line.endswith(("；", "：", ";", ":")) and not key.endswith(".before")):
            yield index, Hit(len(line) - 1, len(line), f"“{line[-8:]}”没有写完，末尾应当是句号")
        elif _is_sentence(line, key) and re.search(rf"[{_CJK}\d%％]$", line) and not _CONTACT.search(line):
            yield index, Hit(len(line) - 1, len(line), "句末没有句号", f"{line[-1]}。")


def _is_sentence(line: str, key: str) -> bool:
    """Long, with stops inside; or the short whole of part six."""
    if _HEADED.match(line):
        return "。" in line and len(line) > 40
    is_short_answer = key == "other_matters" and line.strip() == "无"
    return is_short_answer or (len(line.strip()) > 30 and bool(re.search("[，。；]", line)))


def _mixed_items(lines: list[str]) -> Iterator[tuple[int, Hit]]:
    """一是…；二是…。三是…: the items are ended in two ways."""
    series: list[tuple[int, int, int, str]] = []  # paragraph, place, number, and what ends the item before
    above = ""
    for index, line in enumerate(lines):
        for found in re.finditer(rf"(?<![{_CJK}\d])([{DIGITS}])是", line):
            ending = (line[max(0, found.start() - 4) : found.start()].rstrip() or above)[-1:]
            if found[1] == "一":
                yield from _mixed(series)
                series = []
            else:
                series.append((index, found.start(), DIGITS.index(found[1]) + 1, ending))
        above = line.rstrip()[-1:] or above
    yield from _mixed(series)


def _mixed(series: list[tuple[int, int, int, str]]) -> Iterator[tuple[int, Hit]]:
    endings = [ending for _, _, _, ending in series if ending in "。；"]
    if "。" in endings and "；" in endings:
        rarer = "。" if endings.count("。") < endings.count("；") else "；"
        index, place, number, _ = next(one for one in series if one[3] == rarer)
        yield (
            index,
            Hit(place, place + 2, f"“{DIGITS[number - 1]}是”之前用“{rarer}”，其他各项用“{'；' if rarer == '。' else '。'}”，请统一"),
        )


# templates and extractors

_PLACEHOLDERS = (
    r"[（(【\[](?:文字描述|此处|请填写|请输入|填写|示例|样例|模板|单位名称|机关名称|单位全称|具体内容|可附表|如有|若无请)[^）)】\]]{0,40}[）)】\]]",
    r"收取信息处理费情况在此处报告|此处(?:填写|补充|插入|说明|列出)",
    r"（\s*）|【\s*】|“\s*”|《\s*》|〔\s*〕",
    r"(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])|20[Xx]{2}|[×＊✕╳]{2,}|\*{2,}|[〇○]{2,}(?=[局县市区镇乡委办件条次个])|[◯●■□▲△]{2,}",
    r"(?<![A-Za-z0-9])[Xx×＊](?=[年月日件条次个项篇场期人局县市区镇乡])",
    r"_{2,}|＿{2,}|—{4,}|\.{6,}|…{3,}",
    r"[（(【\[]\s*待[^）)】\]]{1,12}[）)】\]]|(?<![有亟尚])待(?:补充|补|填写?|核实|核对|确认|定|完善)(?=[，。；]?$)",
    r"(?<![\u4e00-\u9fff])(?:TODO|TBD|N/A)(?![A-Za-z])",
    r"\[bookmark:[^\]]*\]|_GoBack|OLE_LINK\d*|_Toc\d+|_Hlk\d+",
    (
        r"错误[!！]\s*(?:未找到引用源|未定义书签|文档中没有)[^。]{0,12}|Error! [A-Z][a-z ]+|\b(?:HYPERLINK|PAGEREF|"
        r"MERGEFIELD|FORMTEXT)\b|MERGEFORMAT"
    ),
    r"单击(?:或点击)?此处[^。]{0,12}|点击此处[^。]{0,8}(?:输入|添加)[^。]{0,8}|在此处键入",
    r"&(?:nbsp|amp|lt|gt|quot|emsp|ensp);|</?(?:br|p|span|div|td|tr|b|strong|font)\b[^<>]{0,80}>|\ufffd",
    r"某某(?=局|委|办|县|市|区|镇|乡|街道|单位|部门)|某(?:局|委|办|县|市|区|镇|乡|街道|单位|部门)(?=\d|[，。]|政府|认真|积极|主动|全年|\d{4}年)",
    r"[？?]{2,}|[#＃]{2,}|\{\{?[^{}]{0,30}\}?\}",
)


@lru_cache(maxsize=1024)
def _placeholders(text: str) -> tuple[Hit, ...]:
    hits: list[Hit] = []
    addresses = [found.span() for found in re.finditer(_ADDRESS, text)]
    for pattern in _PLACEHOLDERS:
        for found in re.finditer(pattern, text):
            is_address = any(start <= found.start() < end for start, end in addresses)
            if not is_address and not is_open(found[0]) and not any(found.start() < hit.end and hit.start < found.end() for hit in hits):
                hits.append(Hit(*found.span(), f"留有占位或者残留的内容“{shown(found[0])}”，请填写或者删去"))
    return tuple(hits)

"""What must not be published (PR-2 to PR-5, PR-7)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp.core.checks import Severity
from desktopapp.core.checks.privacy import is_bank_card, is_identity_number
from tests.core.checks.saying import found, pointed_at, saying

# invented numbers whose check digits are right
IDENTITY, CARD = "110101199003070732", "6222021234567890128"

# rule, text key, what breaks it, what it points at, and a twin that is right
PAIRS = [
    ("PR-3", "overview", f"申请人身份证号为{IDENTITY}。", IDENTITY, f"台账编号为{IDENTITY[:-1]}4。"),
    ("PR-3", "overview", "联系申请人13812345678核实。", "13812345678", "基金累计收支13812345678.5元。"),
    ("PR-3", "overview", "联系申请人138 1234 5678核实。", "138 1234 5678", "办公电话为0731-82345678。"),
    ("PR-3", "overview", f"退回至银行卡{CARD}。", CARD, f"流水号为{CARD[:-1]}1。"),
    ("PR-3", "overview", "涉及车辆湘M12345的信息。", "湘M12345", "湘MX工业园的信息。"),
    ("PR-3", "overview", "案件（2024）苏01行初12号已经审结。", "（2024）苏01行初12号", "行政诉讼12件已经审结。"),
    ("PR-3", "overview", "县政复决字〔2024〕12号决定予以维持。", "县政复决字〔2024〕12号", "根据国办函〔2020〕109号的规定办理。"),
    ("PR-3", "overview", "申请人王建国不服答复，申请行政复议。", "王建国", "申请人不服答复，申请行政复议。"),
    ("PR-3", "overview", "原告李强诉我局信息公开一案已经审结。", "李强", "原告申诉的一案已经审结。"),
    ("PR-3", "overview", "信访人：赵小兰，反映征地问题。", "赵小兰", "信访人陈述诉求后当场答复。"),
    ("PR-3", "overview", "申请人高志远，要求公开征地批文。", "高志远", "申请人高度关注征地批文。"),
    ("PR-3", "overview", "审结张丽华诉清河县档案管理局一案。", "张丽华", "审结当事人诉清河县档案管理局一案。"),
    ("PR-3", "overview", "当面答复刘志明先生的咨询。", "刘志明", "当面答复刘先生的咨询。"),
    ("PR-4", "preface", "联系人：办公室，电话：13912345678。", "13912345678", "联系人：办公室，电话：0319-8160000。"),
    ("PR-4", "preface", "邮箱：123456789@qq.com。", "123456789@qq.com", "邮箱：qhxdaj@163.com。"),
    ("PR-5", "overview", "秘密★10年", "秘密★", "国家秘密的保密期限最长10年。"),
    ("PR-5", "overview", "对涉及绝密文件的不予公开。", "涉及绝密文件", "不得在网上处理涉密文件。"),
    ("PR-5", "overview", "（内部资料）", "（内部资料）", "编印内部资料性出版物目录1份。"),
    ("PR-5", "overview", "内部资料，注意保存。", "内部资料，注意保存", "内部资料的管理制度已经修订。"),
    ("PR-5", "overview", "落实清政密发〔2024〕3号文件。", "落实清政密发〔2024〕3号", "落实清政办发〔2024〕3号文件。"),
    ("PR-2", "overview", "申请公开《某雷达站选址方案》，因属于国家秘密不予公开。", "申请公开《某雷达站选址方案》", "1件申请因属于国家秘密不予公开。"),
    ("PR-7", "overview", "公开查处清河宏达化工有限公司超标排放一案。", "清河宏达化工有限公司", "公开查处企业超标排放案件3件。"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "key", "broken", "words", "twin"), PAIRS)
def test_the_rule_finds_the_one_and_not_its_twin(rule: str, key: str, broken: str, words: str, twin: str) -> None:
    report = saying(broken, key)
    (finding, *_) = found(report, rule)
    assert pointed_at(report, finding) == words
    assert found(saying(twin, key), rule) == []


def test_mailboxes_in_the_text_are_a_hint() -> None:
    (finding,) = found(saying("答复发送至zhangsan@example.com。"), "PR-3")
    assert finding.severity is Severity.HINT
    assert found(saying("申请可以发送至公务邮箱：dag@qinghe.gov.cn。"), "PR-3") == []


def test_a_message_does_not_say_again_what_must_not_be_said() -> None:
    text = f"申请人王建国，身份证号{IDENTITY}，电话13812345678，银行卡{CARD}。"
    said = "".join(finding.message for finding in found(saying(text), "PR-3"))
    assert said
    assert not any(secret in said for secret in ("王建国", IDENTITY, "13812345678", CARD))


def test_a_social_credit_code_is_no_identity_number() -> None:
    assert not is_identity_number("91110105MA01ABCD2X")
    assert is_identity_number(IDENTITY)


@given(st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_no_identity_number(place: int, shift: int) -> None:
    digits = list(IDENTITY)
    digits[place] = str((int(digits[place]) + shift) % 10)
    assert not is_identity_number("".join(digits))


@given(st.integers(2, 18), st.integers(1, 9))
def test_one_wrong_digit_is_no_bank_card(place: int, shift: int) -> None:
    digits = list(CARD)
    digits[place] = str((int(digits[place]) + shift) % 10)
    assert is_bank_card(CARD)
    assert not is_bank_card("".join(digits))

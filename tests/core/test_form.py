"""The form as data: what a form file may say, and what is refused."""

from __future__ import annotations

import pytest

from desktopapp.core.form import FormError, read_form

SMALL = """
edition = "T"
name = "报告"
decree = "某号"
first_year = 2021
[[part]]
key = "t"
heading = "一、表"
[[table]]
key = "t"
label_widths = [100]
column_widths = [50, 50]
[[table.block]]
[[table.block.column]]
key = "a"
label = ["甲"]
[[table.block.column]]
key = "all"
label = ["合计"]
sum = ["a"]
rule = "S1"
[[table.block.row]]
key = "r"
label = ["行"]
"""


def test_a_small_form_is_read() -> None:
    form = read_form(SMALL)
    assert list(form.cells) == ["t.r.a", "t.r.all"]
    assert form.cells["t.r.all"].addends == ("t.r.a",)
    assert [identity.rule for identity in form.identities] == ["S1"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('sum = ["a"]', 'sum = ["b"]'),
        ('rule = "S1"', 'rule = ""'),
        ('key = "all"', 'key = "a"'),
        ("column_widths = [50, 50]", "column_widths = [50]"),
        ('label = ["行"]', 'label = ["行", "又"]'),
        ('label = ["行"]', "label = []"),
        ('label = ["行"]', 'label = ["行"]\nkolour = "red"'),
        ('key = "t"\nheading', 'key = "other"\nheading'),
        ('edition = "T"', ""),
        ('edition = "T"', "edition ="),
    ],
)
def test_a_form_that_is_nonsense_is_refused_with_a_sentence(wrong: str, right: str) -> None:
    assert wrong in SMALL
    with pytest.raises(FormError, match=r"\w"):
        read_form(SMALL.replace(wrong, right, 1))

"""改动记录: who changed what, when, from what to what."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp import resources
from desktopapp.core import history, project
from desktopapp.core.files import NotUnderstood
from desktopapp.core.history import Step, recorded, reverted, step
from desktopapp.core.project import Project
from desktopapp.core.report import RECORD, Entry, Origin
from tests.samples import zero_report

FORMS = resources.forms()
WHEN = "2025-01-20 10:00"
LICENCES, FEES = "disclosure.licensing.decisions", "disclosure.fees.amount"
LINES = st.text(st.sampled_from("ab\n"), max_size=12)


def change(held: Project, fresh: int = 0, who: str = "李明", draft: int = 0, **raws: str) -> None:
    """Put these at their places, as the window does."""
    planned = held.report.plan({place.replace("__", "."): Entry(raw) for place, raw in raws.items()})
    held.report.apply(planned)
    held.history = recorded(held.history, fresh, planned, WHEN, who, draft)


def told(held: Project) -> list[tuple[str, str, str]]:
    return [(each.place, each.old, each.new) for each in held.history]


def back(held: Project) -> Project:
    return project.loads(project.dumps(held).encode(), "x", FORMS)


def test_a_change_says_who_when_where_from_what_to_what_and_after_which_draft() -> None:
    held = Project(zero_report())
    change(held, draft=2, disclosure__licensing__decisions="52")
    assert held.history == [Step(WHEN, "李明", 2, LICENCES, 0, ("0",), ("52",))]


def test_typing_in_one_place_is_one_step_from_the_first_to_the_last() -> None:
    held = Project(zero_report())
    for raw in ("5", "52", "520"):
        change(held, disclosure__licensing__decisions=raw)
    change(held, disclosure__fees__amount="1")
    change(held, disclosure__licensing__decisions="7")
    assert told(held) == [(FEES, "0", "1"), (LICENCES, "0", "7")]


def test_what_is_taken_back_leaves_nothing() -> None:
    held = Project(zero_report())
    for raw in ("5", "52", "0"):
        change(held, disclosure__licensing__decisions=raw)
    assert held.history == []


@pytest.mark.parametrize("apart", [{"who": "王芳"}, {"draft": 1}, {"fresh": 1}])
def test_another_person_another_draft_and_a_save_begin_a_new_step(apart: dict) -> None:
    held = Project(zero_report())
    change(held, disclosure__licensing__decisions="5")
    change(held, **apart, disclosure__licensing__decisions="6")
    assert told(held) == [(LICENCES, "0", "5"), (LICENCES, "5", "6")]


def test_of_a_text_only_the_paragraphs_that_changed_are_kept() -> None:
    held = Project(zero_report())
    change(held, overview="一\n二\n三\n四")
    change(held, fresh=1, overview="一\n二二\n三\n四")
    change(held, fresh=2, overview="一\n二二\n新\n三\n四")
    assert [(each.line, each.before, each.after) for each in held.history[1:]] == [(1, ("二",), ("二二",)), (2, (), ("新",))]
    assert reverted("一\n二二\n新\n三\n四", held.history[2]) == "一\n二二\n三\n四"


@given(LINES, LINES)
def test_going_back_from_what_came_gives_what_stood_there(before: str, after: str) -> None:
    made = step(WHEN, "", 0, "overview", before, after)
    assert reverted(after, made) == before
    assert len(made.old) <= len(before) and len(made.new) <= len(after)


def test_a_step_that_does_not_lead_to_a_text_is_not_gone_back() -> None:
    assert reverted("c", step(WHEN, "", 0, "overview", "a", "b")) is None
    assert reverted("a", step(WHEN, "", 0, "overview", "a\nb\nc", "a\nb\nd")) is None


@given(st.lists(LINES, max_size=8), st.lists(st.booleans(), min_size=8, max_size=8))
def test_the_steps_of_a_place_are_a_chain_that_leads_from_the_first_to_now(texts: list[str], saves: list[bool]) -> None:
    held, fresh = Project(zero_report()), 0
    first = held.report.text("problems")
    for text, saved in zip(texts, saves, strict=False):
        change(held, fresh, problems=text)
        fresh = len(held.history) if saved else fresh
    found: str | None = held.report.text("problems")
    for each in reversed(held.history):
        assert found is not None
        found = reverted(found, each)
    assert found == first


def test_what_was_looked_at_and_the_record_are_no_changes_of_a_value() -> None:
    held = Project(zero_report())
    planned = held.report.plan({LICENCES: Entry("0", Origin.SEEN), RECORD: Entry("某日　某人　做了某事")})
    assert recorded([], 0, planned, WHEN, "李明", 0) == []


def test_a_history_comes_back_from_the_file_a_step_a_line() -> None:
    held = Project(zero_report())
    change(held, disclosure__licensing__decisions="5", overview="一\n二")
    change(held, who="王芳", draft=1, overview="一\n二二\n三", organ="某某局")
    text = project.dumps(held)
    assert back(held).history == held.history
    assert project.dumps(back(held)) == text
    assert '["disclosure.licensing.decisions", "0", "5"]' in text
    assert '["overview", 1, ["二"], ["二二", "三"]]' in text
    assert sum(line.startswith('{"when"') for line in text.splitlines()) == 2


def test_a_year_of_work_stays_small() -> None:
    """Two hundred numbers typed and corrected twice, and a paragraph of a text of thirty rewritten between 150 saves: 0.3 MB."""
    held = Project(zero_report())
    addresses = [address for address, cell in held.report.form.cells.items() if not cell.is_sum]
    for day, raw in enumerate(("17", "18", "19")):
        change(held, len(held.history), **{address.replace(".", "__"): raw for address in addresses})
        for number in range(50):
            paragraphs = ["这一段说明本机关主动公开、依申请公开和政府信息管理的情况，约一百字。" * 3 for _ in range(30)]
            paragraphs[number % 30] += f"第{day}轮第{number}次"
            change(held, len(held.history), overview="\n".join(paragraphs))
    assert len(project.dumps(held).encode()) - len(project.dumps(Project(held.report)).encode()) < 320_000


def test_a_file_keeps_the_newest_steps() -> None:
    many = [Step(WHEN, "李明", 0, LICENCES, 0, (str(number),), (str(number + 1),)) for number in range(history.MOST + 5)]
    assert history.kept(many) == many[5:]
    long = [Step(WHEN, "李明", 0, "overview", 0, ("",), (str(number) + "字" * 900_000,)) for number in range(4)]
    assert history.kept(long) == long[2:]
    assert back(Project(zero_report(), history=many)).history == many[5:]


@pytest.mark.parametrize(
    "nonsense",
    [3, {}, [3], [{}], [{"when": 1, "who": "", "draft": 0, "changes": []}], [{"when": "", "who": "", "draft": -1, "changes": []}],
     [{"when": "", "who": "", "draft": True, "changes": []}], [{"when": "", "who": "", "draft": 0, "changes": {}}],
     [{"when": "", "who": "", "draft": 0, "changes": [["organ"]]}], [{"when": "", "who": "", "draft": 0, "changes": [["无", "", ""]]}],
     [{"when": "", "who": "", "draft": 0, "changes": [["organ", 1, ""]]}], [{"when": "", "who": "", "draft": 0, "changes": [["organ", 0, "", ""]]}],
     [{"when": "", "who": "", "draft": 0, "changes": [["organ", "0", [], []]]}], [{"when": "", "who": "", "draft": 0, "changes": [["organ", 0, [0], []]]}],
     [{"when": "", "who": "一\n二", "draft": 0, "changes": []}], [{"when": "", "who": "人" * 501, "draft": 0, "changes": []}],
     [{"when": "", "who": "", "draft": 0, "changes": [["organ", "", ""]] * 6000}] * 2],
)  # fmt: skip
def test_a_history_that_is_nonsense_is_refused_in_a_sentence(nonsense: object) -> None:
    data = json.loads(project.dumps(Project(zero_report()))) | {"history": nonsense}
    with pytest.raises(NotUnderstood, match="内容有误"):
        project.loads(json.dumps(data).encode(), "x", FORMS)

"""The project file."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp import resources
from desktopapp.core import files, project, strict
from desktopapp.core.files import CannotRead, CannotWrite, FileTrouble, NewerFormat, NotUnderstood
from desktopapp.core.office_rules import OfficeRules
from desktopapp.core.project import Project
from desktopapp.core.report import FACTS, RECORD, Entry, Origin, Report
from tests.samples import blank_report, distinct_report, zero_report

FORMS = resources.forms()
GOLDEN = Path(__file__).parents[1] / "golden" / "project"


def changed(**keys: object) -> bytes:
    """A good project with some top-level keys replaced."""
    return json.dumps(json.loads(project.dumps(Project(zero_report()))) | keys).encode()


def test_a_project_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "年报 一.nianbao"
    report = distinct_report()
    report.apply(
        report.plan({"overview": Entry("一\n\n 二“三”\t四\\", Origin.IMPORTED), "applications.received.total": Entry("5", Origin.CARRIED)})
    )
    project.write(Project(report), path)
    assert project.read(path, FORMS).report.entries == report.entries


def test_the_same_content_gives_the_same_bytes() -> None:
    text = project.dumps(Project(distinct_report()))
    assert project.dumps(project.loads(text.encode(), "x", FORMS)) == text


def test_a_form_row_is_one_line() -> None:
    lines = project.dumps(Project(zero_report())).splitlines()
    assert sum(line.startswith('"applications.') for line in lines) == 24  # （七）总计 is computed, not stored
    assert sum(line.startswith('"disputes"') for line in lines) == 1


def test_format_1_is_readable_for_ever() -> None:
    report = project.read(GOLDEN / "format_1.nianbao", FORMS).report
    assert report.organ == "清河县档案管理局"
    assert report.entry("applications.received.business") == Entry("3", Origin.CARRIED)
    assert report.paragraphs("overview") == ["第一段。", "第二段。"]
    assert report.control("disputes.review.total") == 1


def test_a_project_with_last_years_report_is_readable_for_ever() -> None:
    read = project.read(GOLDEN / "with_last_year.nianbao", FORMS)
    assert read.report.entry("applications.carried_in.natural_person") == Entry("2", Origin.CARRIED)
    last = read.last
    assert last is not None
    assert (last.organ, last.year, last.value("applications.carried_out.total")) == ("清河县档案管理局", 2023, 2)
    assert last.entry("disclosure.licensing.decisions") == Entry("52（其中新办39件，变更13件）", Origin.IMPORTED)
    assert last.paragraphs("overview") == ["2023年，本机关发布信息118条。"]
    assert project.dumps(read) == (GOLDEN / "with_last_year.nianbao").read_text("utf-8")


# Every shape of the file there has been: the versions of the program that wrote the first four wrote these.
SHAPES = {
    "first.nianbao": (0, 0, False),
    "with_record.nianbao": (0, 0, False),
    "with_drafts_and_reasons.nianbao": (2, 0, False),
    "final_with_last_year.nianbao": (2, 0, True),
    "with_history.nianbao": (2, 5, True),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_project_of_every_earlier_shape_opens_whole_and_is_saved_as_it_was(shape: str, tmp_path: Path) -> None:
    read = project.read(GOLDEN / shape, FORMS)
    assert (len(read.drafts), len(read.history), read.last is not None) == SHAPES[shape]
    assert read.report.entry("disclosure.licensing.decisions") == Entry("52（其中新办39件，变更13件）", Origin.IMPORTED)
    assert read.report.text("overview").startswith("第一段。\n\n第二段：“引号”")
    assert read.extra == {"later": {"of a later version": [1, 2.5, None, "文字"]}}
    if shape != "first.nianbao":
        assert read.report.text(RECORD).startswith("2025-01-10 09:00　李明　")
    project.write(read, tmp_path / shape)
    assert json.loads((tmp_path / shape).read_bytes()) == json.loads((GOLDEN / shape).read_bytes())
    assert project.dumps(project.read(tmp_path / shape, FORMS)) == project.dumps(read)


def test_every_shape_has_its_golden_file() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {*SHAPES, "format_1.nianbao", "with_last_year.nianbao"}


def test_last_years_report_comes_back_and_gives_the_same_bytes_whatever_happened_to_it() -> None:
    last = distinct_report()
    text = project.dumps(Project(zero_report(), last=last))
    again = project.loads(text.encode(), "x", FORMS)
    assert again.last is not None and again.last.entries == last.entries
    last.apply(last.plan({"organ": Entry("")}))
    last.apply(last.plan({"organ": Entry("清河县档案管理局")}))
    assert project.dumps(Project(zero_report(), last=last)) == project.dumps(again) == text


def test_a_project_without_last_year_says_nothing_of_it() -> None:
    assert "last" not in json.loads(project.dumps(Project(zero_report())))


def test_last_year_of_an_edition_that_is_not_at_hand_is_refused_kindly() -> None:
    with pytest.raises(NewerFormat, match=r"“某\.nianbao”用的表样（2031版）本版没有。请升级程序"):
        project.loads(changed(last={"edition": "2031", "entries": {}}), "某.nianbao", FORMS)


def test_keys_that_this_version_does_not_know_are_kept() -> None:
    read = project.loads(changed(later=[{"number": 1}], 以后="有用"), "x", FORMS)
    assert json.loads(project.dumps(read))["later"] == [{"number": 1}]
    assert json.loads(project.dumps(read))["以后"] == "有用"


def test_keys_that_this_version_does_not_know_are_kept_inside_a_draft_and_last_year_too() -> None:
    draft = {"number": 1, "when": "2025-01-10 09:00", "who": "李明", "code": "", "entries": {"organ": "局"}, "later": [2]}
    read = project.loads(changed(drafts=[draft], last={"edition": "2021", "entries": {}, "以后": 1}), "x", FORMS)
    again = json.loads(project.dumps(read))
    assert (again["drafts"][0]["later"], again["last"]["以后"]) == ([2], 1)
    assert project.dumps(project.loads(project.dumps(read).encode(), "x", FORMS)) == project.dumps(read)


def test_a_newer_format_is_refused_kindly() -> None:
    with pytest.raises(NewerFormat, match="请升级程序"):
        project.loads(changed(format=2), "某.nianbao", FORMS)
    with pytest.raises(NewerFormat, match="请升级程序"):
        project.loads(changed(edition="2031"), "某.nianbao", FORMS)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b"PK\x03\x04" + bytes(100),
        b'{"format": 1, "format": 1}',
        b"[" * 100_000,
        b'{"format": NaN}',
        project.dumps(Project(zero_report())).encode()[:-300],
        changed(format="1"),
        changed(format=True),
        changed(format=0),
        changed(values=[]),
        changed(values={"applications.received": {"nobody": "1"}}),
        changed(values={"applications.received": {"business": 1}}),
        changed(values={"applications.received": "1"}),
        changed(texts={"overview": "一"}),
        changed(texts={"nowhere": ["一"]}),
        changed(texts={"overview": [1]}),
        changed(origins={"stolen": []}),
        changed(organ=None),
        changed(last=None),
        changed(last=[]),
        changed(last={}),
        changed(last={"edition": "2021"}),
        changed(last={"edition": "2021", "entries": []}),
        changed(last={"edition": "2021", "entries": {"nowhere": "1"}}),
        changed(last={"edition": "2021", "entries": {"organ": 1}}),
        changed(last={"edition": "2021", "entries": {"organ": "a\0b"}}),
        changed(last={"edition": "2021", "entries": {"organ": "局"}, "origins": {"organ": "stolen"}}),
        changed(organ="a\0b"),
        changed(edition=None),
        changed(edition="a\nb"),
        changed(organ="\ud800"),
        changed(later={"\udfff": 1}),
        changed(later="\0"),
        b'{"format": 1, "edition": "2021", "later": 1e999}',
        b'{"format": 1, "edition": "2021", "later": ' + b"[" * 100 + b"]" * 100 + b"}",
        b'{"format": 1, "edition": "2021", "later": [' + b"0," * strict.MOST_PARTS + b"0]}",
        b'{"format": 1, "edition": "2021", "later": ' + b"9" * 5000 + b"}",
        changed(year=10**12),
        changed(organ="局" * 10_001),
        changed(values={"applications.received": {"business": "1" * 10_001}}),
        changed(values={"overview": {"x": "1"}, "disclosure": {"before": "1"}}),
        changed(values={"reason:": {"x": "1"}}),
        changed(texts={"organ": ["一"]}),
        changed(texts={"reason:x": ["一"]}),
        changed(texts={"overview": ["字" * 300_001]}),
        changed(texts={"overview": [""] * 20_001}),
        changed(reasons={"x": 1}),
        changed(reasons=[]),
        changed(record="一"),
        changed(final=1),
        changed(drafts=[{"number": 1, "when": "", "who": "", "code": "", "entries": {}}] * 2001),
    ],
)
def test_nonsense_is_refused_with_one_sentence_that_names_the_file(content: bytes) -> None:
    with pytest.raises(NotUnderstood, match=r"^“某\.nianbao”.*。$") as refused:
        project.loads(content, "某.nianbao", FORMS)
    assert "\n" not in str(refused.value)


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
)
def test_any_json_is_read_or_refused(value: object) -> None:
    for content in (
        json.dumps(value),
        json.dumps({"format": 1, "edition": "2021", "values": value}),
        json.dumps({"format": 1, "edition": "2021", "texts": value}),
        json.dumps({"format": 1, "edition": "2021", "last": value}),
        json.dumps({"format": 1, "edition": "2021", "last": {"edition": "2021", "entries": value, "origins": value}}),
    ):
        try:
            project.loads(content.encode(), "x", FORMS)
        except FileTrouble as refused:
            assert str(refused)


PLACES = st.sampled_from([*FORMS["2021"].cells, *FORMS["2021"].text_keys, *FACTS])
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@given(st.dictionaries(PLACES, st.builds(Entry, TEXTS, st.sampled_from(Origin)), max_size=20))
def test_any_entries_come_back(entries: dict[str, Entry]) -> None:
    report = Report(FORMS["2021"], entries)
    assert project.loads(project.dumps(Project(report)).encode(), "x", FORMS).report.entries == report.entries


def test_a_year_written_as_a_number_is_read() -> None:
    assert project.loads(changed(year=2023), "x", FORMS).report.year == 2023


def test_a_missing_file_a_folder_and_a_huge_file_are_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="找不到文件“没有"):
        project.read(tmp_path / "没有.nianbao", FORMS)
    with pytest.raises(CannotRead, match="不是文件"):
        project.read(tmp_path, FORMS)
    huge = tmp_path / "大.nianbao"
    with huge.open("wb") as file:
        file.truncate(project.LARGEST + 1)
    with pytest.raises(CannotRead, match="超过20MB"):
        project.read(huge, FORMS)


class TestSaving:
    @pytest.mark.parametrize(
        ("place", "raw", "words"),
        [
            ("overview", "字" * 300_001, "“一、总体情况”太长"),
            ("disclosure.fees.amount", "1" * 10_001, "“表二　.*”太长"),
            ("organ", "局" * 10_001, "“单位名称”太长"),
        ],
    )
    def test_what_could_not_be_opened_again_is_not_saved(self, tmp_path: Path, place: str, raw: str, words: str) -> None:
        path = tmp_path / "甲.nianbao"
        project.write(Project(zero_report()), path)
        before = path.read_bytes()
        with pytest.raises(CannotWrite, match=rf"无法保存“甲\.nianbao”：{words}，存下去就再也打不开了。原有文件没有改动"):
            project.write(Project(Report(FORMS["2021"], {place: Entry(raw)})), path)
        assert path.read_bytes() == before
        assert [item.name for item in tmp_path.iterdir()] == ["甲.nianbao"]

    def test_a_project_of_more_than_20_megabytes_is_not_saved(self, tmp_path: Path) -> None:
        huge = Project(zero_report(), extra={"later": "字" * (project.LARGEST // 3 + 1)})
        with pytest.raises(CannotWrite, match="内容超过20MB"):
            project.write(huge, tmp_path / "甲.nianbao")

    def test_the_file_before_is_kept(self, tmp_path: Path) -> None:
        path = tmp_path / "甲.nianbao"
        project.write(Project(blank_report()), path)
        first = path.read_bytes()
        project.write(Project(zero_report()), path)
        assert (tmp_path / "甲.nianbao.bak").read_bytes() == first
        assert sorted(item.name for item in tmp_path.iterdir()) == ["甲.nianbao", "甲.nianbao.bak"]

    def test_a_save_cut_off_between_its_two_renames_is_gone_on_with(self, tmp_path: Path) -> None:
        path = tmp_path / "甲.nianbao"
        project.write(Project(blank_report()), path)
        before = path.read_bytes()
        os.link(path, tmp_path / "甲.nianbao.bak")  # as a kill between the renames leaves it
        for report in (zero_report(), distinct_report()):
            project.write(Project(report), path)
        assert (tmp_path / "甲.nianbao.bak").read_bytes() == project.dumps(Project(zero_report())).encode() != before
        assert sorted(item.name for item in tmp_path.iterdir()) == ["甲.nianbao", "甲.nianbao.bak"]

    def test_the_backup_is_named_only_where_there_is_one_and_can_be_read(self, tmp_path: Path) -> None:
        path = tmp_path / "甲.nianbao"
        path.write_bytes(b"{")
        with pytest.raises(NotUnderstood) as refused:
            project.read(path, FORMS)
        assert ".bak" not in str(refused.value)
        project.write(Project(zero_report()), path.with_name("甲.nianbao.bak"))
        with pytest.raises(NotUnderstood, match=r"上一次保存的内容在“甲\.nianbao\.bak”"):
            project.read(path, FORMS)
        assert project.is_project(path.with_name("甲.nianbao.bak"))
        assert project.read(path.with_name("甲.nianbao.bak"), FORMS).report.entries == zero_report().entries

    def test_what_is_no_character_never_reaches_the_file(self, tmp_path: Path) -> None:
        report = zero_report()
        report.apply(report.plan({"overview": Entry("甲\0乙\ud800丙"), "organ": Entry("\0")}))
        assert (report.text("overview"), report.text("organ")) == ("甲乙丙", "")
        project.write(Project(report), tmp_path / "甲.nianbao")
        assert project.read(tmp_path / "甲.nianbao", FORMS).report.entries == report.entries

    def test_a_full_disk_leaves_the_old_file_and_no_litter(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "甲.nianbao"
        project.write(Project(blank_report()), path)
        before = path.read_bytes()

        def full(_handle: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(CannotWrite, match="”：磁盘已满"):
            project.write(Project(zero_report()), path)
        assert path.read_bytes() == before
        assert [item.name for item in tmp_path.iterdir()] == ["甲.nianbao"]

    def test_a_really_full_device_is_said(self) -> None:
        if not Path("/dev/full").exists():
            pytest.skip("这台机器没有 /dev/full")
        with pytest.raises(CannotWrite, match=r"”：.*，请换|”：.*。请换"):
            project.write(Project(zero_report()), Path("/dev/full/甲.nianbao"))

    def test_a_folder_that_is_gone_is_said(self, tmp_path: Path) -> None:
        with pytest.raises(CannotWrite, match="文件夹不存在"):
            project.write(Project(blank_report()), tmp_path / "没有" / "甲.nianbao")

    def test_a_refused_replacement_leaves_the_old_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "甲.nianbao"
        project.write(Project(blank_report()), path)
        before = path.read_bytes()

        def refuse(self: Path, target: Path) -> Path:
            raise PermissionError(13, "in use", str(target))

        monkeypatch.setattr(Path, "replace", refuse)
        with pytest.raises(CannotWrite, match="正被其他程序打开"):
            project.write(Project(zero_report()), path)
        assert path.read_bytes() == before

    def test_a_link_stays_a_link_and_a_mode_stays(self, tmp_path: Path) -> None:
        real, link = tmp_path / "真.nianbao", tmp_path / "链.nianbao"
        project.write(Project(blank_report()), real)
        real.chmod(0o640)
        link.symlink_to(real)
        project.write(Project(zero_report()), link)
        assert link.is_symlink()
        assert stat.S_IMODE(real.stat().st_mode) == 0o640
        assert project.read(real, FORMS).report.entries == zero_report().entries

    def test_where_links_are_unknown_the_file_before_is_copied(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "甲.nianbao"
        project.write(Project(blank_report()), path)
        before = path.read_bytes()

        def refuse(*_: object) -> None:
            raise OSError(95, "not supported")

        monkeypatch.setattr(os, "link", refuse)
        project.write(Project(zero_report()), path)
        assert path.with_name("甲.nianbao.bak").read_bytes() == before


def test_a_reason_is_in_the_users_words() -> None:
    assert files.reason(OSError(30, "")) == "磁盘是只读的"
    assert files.reason(ValueError()) == "文件名不能用"


def test_a_local_notice_travels_with_the_project() -> None:
    kept = Project(zero_report(), office=OfficeRules(name="县里的通知", deadline="01-20", longest={"overview": 800}, forbidden=("空前",)))
    again = project.loads(project.dumps(kept).encode(), "x", FORMS)
    assert again.office == kept.office
    assert project.dumps(again) == project.dumps(kept)
    assert "office" not in project.dumps(Project(zero_report()))
    assert not project.loads(changed(), "x", FORMS).office.given


@pytest.mark.parametrize("office", [3, [], {"字数": 1}, {"最多字数": {"总体情况": "1000"}}, {"公布期限": "13月1日"}])
def test_a_local_notice_that_is_nonsense_is_refused_with_the_file(office: object) -> None:
    with pytest.raises(NotUnderstood, match="内容有误"):
        project.loads(changed(office=office), "坏.nianbao", FORMS)

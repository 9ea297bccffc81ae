"""合并: a copied project that was changed on two computers."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp import resources
from desktopapp.core import drafts, merging, project
from desktopapp.core.history import recorded
from desktopapp.core.merging import doubts, forks, joined, merged
from desktopapp.core.project import Project
from desktopapp.core.report import RECORD, Entry, Origin
from tests.samples import blank_report, zero_report

FORMS = resources.forms()
A, B, C = "disclosure.licensing.decisions", "disclosure.penalties.decisions", "disclosure.coercion.decisions"
PLACES = (A, B, C, "overview")
CLOCK = itertools.count()


def change(held: Project, who: str = "李明", **raws: str) -> Project:
    """Put these at their places and save, as the window does."""
    planned = held.report.plan({place.replace("__", "."): Entry(raw) for place, raw in raws.items()})
    held.report.apply(planned)
    minute = next(CLOCK)
    when = f"2025-01-{minute // 1440 % 28 + 1:02} {minute // 60 % 24:02}:{minute % 60:02}"
    held.history = recorded(held.history, len(held.history), planned, when, who, 0)
    return held


def put(held: Project, address: str, raw: str, who: str = "李明") -> Project:
    return change(held, who, **{address.replace(".", "__"): raw})


def copied(held: Project) -> Project:
    """The file, copied on a stick and opened on another computer."""
    return project.loads(project.dumps(held).encode(), "x", FORMS)


def merge(ours: Project, theirs: Project, **chosen: str) -> Project:
    """Merge theirs into ours, with what a person chose."""
    found = forks(ours, theirs)
    picked = {place.replace("__", "."): Entry(raw) for place, raw in chosen.items()}
    assert {fork.place for fork in found if fork.result is None} == picked.keys()
    done = merged(ours, theirs, found, picked, "王芳", "2025-01-28 23:59")
    ours.report.apply(done.change)
    return copied(Project(ours.report, done.drafts, done.extra, done.last, done.office, done.history))


@pytest.fixture
def pair() -> tuple[Project, Project]:
    """Two copies of one project with some history."""
    ours = put(put(Project(zero_report()), A, "5"), B, "6")
    return ours, copied(ours)


def test_what_changed_on_one_side_is_taken_from_that_side(pair: tuple[Project, Project]) -> None:
    ours, theirs = pair
    put(ours, A, "50")
    put(theirs, B, "60", "王芳")
    assert [(fork.place, fork.kept, fork.taken) for fork in forks(ours, theirs)] == [(A, True, False), (B, False, True)]
    result = merge(ours, theirs)
    assert (result.report.text(A), result.report.text(B)) == ("50", "60")
    assert result.report.text(C) == "0"


def test_what_changed_on_both_sides_is_for_a_person_to_choose(pair: tuple[Project, Project]) -> None:
    ours, theirs = put(pair[0], A, "50"), put(pair[1], A, "51")
    (fork,) = forks(ours, theirs)
    assert (fork.place, fork.ground, fork.ours.raw, fork.theirs.raw, fork.result) == (A, "5", "50", "51", None)
    assert merge(ours, theirs, disclosure__licensing__decisions="51").report.text(A) == "51"


def test_the_same_change_on_both_sides_is_nothing_to_choose(pair: tuple[Project, Project]) -> None:
    ours, theirs = put(pair[0], A, "50"), put(pair[1], A, "50", "王芳")
    assert forks(ours, theirs) == ()
    assert [step.who for step in merge(ours, theirs).history if step.place == A] == ["李明", "李明", "王芳"]


def test_what_was_changed_and_changed_back_is_unchanged(pair: tuple[Project, Project]) -> None:
    ours, theirs = put(put(pair[0], A, "50"), A, "5"), put(pair[1], A, "51")
    assert merge(ours, theirs).report.text(A) == "51"


def test_a_project_copied_before_its_first_change_has_its_ground_in_what_it_began_with() -> None:
    ours = Project(zero_report())
    theirs = put(copied(ours), A, "7")
    assert merge(ours, theirs).report.text(A) == "7"
    assert merge(theirs, Project(zero_report())).report.text(A) == "7"


def test_paragraphs_changed_on_either_side_come_together(pair: tuple[Project, Project]) -> None:
    ours = change(pair[0], overview="一\n二\n三\n四\n五")
    theirs = copied(ours)
    change(ours, overview="一改\n二\n三\n四\n五")
    change(theirs, overview="一\n二\n三\n四\n五\n六")
    (fork,) = forks(ours, theirs)
    assert fork.joined and not fork.kept and not fork.taken
    assert merge(ours, theirs).report.text("overview") == "一改\n二\n三\n四\n五\n六"


def test_the_same_paragraph_or_its_neighbour_changed_on_both_sides_is_chosen(pair: tuple[Project, Project]) -> None:
    assert joined("一\n二\n三", "一改\n二\n三", "一再改\n二\n三") is None
    assert joined("一\n二\n三", "一改\n二\n三", "一\n二改\n三") is None
    assert joined("一\n二\n三", "一改\n二\n三", "一改\n二\n三") == "一改\n二\n三"
    assert joined("一\n一\n一", "二\n一\n一", "一\n二\n一") is None


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=9), st.data())
def test_a_text_put_together_has_each_sides_line_where_it_was_put(lines: list[str], data: st.DataObject) -> None:
    at, their_at = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    one, other, both = list(lines), list(lines), list(lines)
    one[at] = both[at] = "OURS"
    other[their_at] = both[their_at] = "THEIRS"
    found = joined(*("\n".join(each) for each in (lines, one, other)))
    assert found == ("\n".join(both) if abs(at - their_at) > 1 else None)


def test_without_a_history_every_difference_is_chosen() -> None:
    ours, theirs = Project(zero_report()), Project(zero_report())
    ours.report.apply(ours.report.plan({A: Entry("1")}))  # as another version of the program leaves it
    assert [(fork.place, fork.ground, fork.result) for fork in forks(ours, theirs)] != []
    theirs.report.apply(theirs.report.plan({A: Entry("2")}))
    assert [(fork.ground, fork.result) for fork in forks(ours, theirs)] == [(None, None)]


def test_a_file_changed_by_a_program_that_keeps_no_history_is_never_guessed_at(pair: tuple[Project, Project]) -> None:
    ours, theirs = put(pair[0], A, "50"), pair[1]
    theirs.report.apply(theirs.report.plan({A: Entry("51")}))
    (fork,) = forks(ours, theirs)
    assert fork.result is None


def test_two_projects_that_were_never_one_are_doubted(pair: tuple[Project, Project]) -> None:
    stranger = put(Project(zero_report()), A, "9")
    assert doubts(*pair) == ()
    assert doubts(pair[0], stranger) == ("两份文件没有共同的改动记录，可能不是同一份的副本",)
    change(stranger, organ="别的局", year="2023")
    assert "文件的单位是“别的局”，本单位是“清河县档案管理局”" in doubts(pair[0], stranger)


def test_a_person_may_also_choose_otherwise_than_the_program(pair: tuple[Project, Project]) -> None:
    ours, theirs = pair[0], put(pair[1], A, "51")
    done = merged(ours, theirs, forks(ours, theirs), {A: Entry("5")}, "李明", "2025-01-28 23:59")
    assert not done.change.after
    assert [(step.who, step.old, step.new) for step in done.history[-2:]] == [("李明", "5", "51"), ("李明", "51", "5")]


def test_drafts_of_both_stay_with_the_numbers_on_their_paper(pair: tuple[Project, Project]) -> None:
    ours, theirs = pair
    first = drafts.take(ours.report, [], "2025-01-10 09:00", "李明")
    ours.drafts, theirs.drafts = [first], [first]
    for held, raw, who in ((ours, "7", "李明"), (theirs, "8", "王芳")):
        put(held, A, raw, who)
        held.drafts = drafts.kept(held.drafts, drafts.take(held.report, held.drafts, "2025-01-11 09:00", who))
    result = merge(ours, theirs, disclosure__licensing__decisions="8")
    assert [(draft.number, draft.who) for draft in result.drafts] == [(1, "李明"), (2, "李明"), (2, "王芳")]
    following = drafts.take(put(result, B, "1").report, result.drafts, "2025-01-12 09:00", "李明")
    assert following.number == 3
    again = drafts.take(result.report, [*result.drafts, following], "2025-01-12 10:00", "李明")
    assert [draft.number for draft in drafts.kept([*result.drafts, following], again)] == [1, 2, 2, 3]


def test_records_last_year_and_unknown_keys_of_both_are_kept(pair: tuple[Project, Project]) -> None:
    ours, theirs = pair
    change(ours, record="2025-01-10 09:00　李明　甲\n2025-01-12 09:00　李明　丙")
    change(theirs, record="2025-01-10 09:00　李明　甲\n2025-01-11 09:00　王芳　乙")
    theirs.last, theirs.extra = blank_report(), {"later": 1}
    result = merge(ours, theirs)
    assert [line[-1] for line in result.report.text(RECORD).split("\n")] == list("甲乙丙")
    assert result.last is not None and result.extra == {"later": 1}


def test_what_one_side_has_looked_at_has_been_looked_at(pair: tuple[Project, Project]) -> None:
    for held, origin in zip(pair, (Origin.IMPORTED, Origin.SEEN), strict=True):
        held.report.apply(held.report.plan({A: Entry("5", origin)}))
    assert merge(*pair).report.entry(A).origin is Origin.SEEN


def test_a_final_report_of_the_other_side_is_doubted_and_its_seal_stays_behind(pair: tuple[Project, Project]) -> None:
    ours, theirs = pair
    change(theirs, final="2025-01-20 10:00　王芳　K7M2-9QXA-4HTC")
    assert doubts(ours, theirs) == ("对方已经定稿，合并后要重新定稿",)
    assert not merge(ours, theirs).report.locked


def test_the_other_computer_comes_up_to_date_by_merging_back_without_a_choice(pair: tuple[Project, Project]) -> None:
    ours, theirs = put(put(pair[0], A, "50"), C, "1"), put(put(pair[1], A, "51"), B, "61")
    for choice in ("50", "51"):
        mine, yours = copied(ours), copied(theirs)
        result = merge(mine, copied(theirs), disclosure__licensing__decisions=choice)
        put(yours, B, "62")
        back = merge(yours, result)
        assert [back.report.text(place) for place in (A, B, C)] == [choice, "62", "1"]


STEPS = st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(["0", "1", "2"])), max_size=6)


@given(STEPS, STEPS, STEPS)
def test_no_change_of_either_side_is_lost(before: list, ours_did: list, theirs_did: list) -> None:
    """A place that one side left as it was has the other's value; one that both changed otherwise is asked about."""
    ours = Project(zero_report())
    for place, raw in before:
        put(ours, place, raw)
    theirs = copied(ours)
    ground = {place: ours.report.text(place) for place in PLACES}
    for held, did, who in ((ours, ours_did, "李明"), (theirs, theirs_did, "王芳")):
        for place, raw in did:
            put(held, place, raw, who)
    found = {fork.place: fork for fork in forks(ours, theirs)}
    for place in PLACES:
        mine, yours = ours.report.text(place), theirs.report.text(place)
        if mine == yours:
            assert place not in found
        elif mine == ground[place] or yours == ground[place]:
            result = found[place].result
            assert result is not None and result.raw == (yours if mine == ground[place] else mine)
        else:
            assert found[place].result is None and found[place].ground == ground[place]
    chosen = {place: fork.theirs for place, fork in found.items() if fork.result is None}
    done = merged(ours, theirs, tuple(found.values()), chosen, "王芳", "2025-01-28 23:59")
    wanted = {place: (chosen.get(place) or fork.result or Entry("")).raw for place, fork in found.items()}
    ours.report.apply(done.change)
    assert {place: ours.report.text(place) for place in found} == wanted
    result = copied(Project(ours.report, done.drafts, done.extra, done.last, done.office, done.history))
    assert forks(result, copied(result)) == ()
    assert all(
        merging._back([step for step in result.history if step.place == place][-1:], result.report.text(place)) is not None
        for place in PLACES
    )

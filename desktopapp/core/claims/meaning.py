"""What the words around a number make of it: the roles it may have, in the light of what the paragraph speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import NamedTuple

from desktopapp.core.claims.lexicon import Is
from desktopapp.core.claims.words import Token

Roles = tuple[tuple[str, ...], ...]  # the ways to understand a number, each a sum of roles

APPLICATIONS = "applications"
DISPUTES = ("review", "suit", "suit_direct", "suit_after_review", "dispute")
NORMS = ("normative_documents", "regulations")
DECISIONS = ("licensing", "penalties", "coercion")
FOREIGN = "foreign"
FAMILIES = (Is.OUTCOME, Is.RESULT, Is.APPLICANT, Is.ACTION, Is.STEP)
SPEAKING = frozenset((*FAMILIES, Is.SUBJECT, Is.FOREIGN))
NO_ACTIONS = ("none", "shown")
GROUPS = ("refused", "unavailable", "declined")  # 因涉及商业秘密不予公开2件 is of the row that gives the reason
_BASES = {"received": "received", "received_exactly": "new", "handled": "handled", "concluded": "concluded"}


class Region(NamedTuple):
    """The words that belong to a number: before it, or after it where it comes first (`3件予以公开`). `listed`: joined by 、 or 和."""

    tokens: tuple[Token, ...]
    first: bool
    listed: bool = False

    def of(self, *kinds: Is) -> list[Token]:
        """Its words of these kinds."""
        return [token for token in self.tokens if token.kind in kinds]

    def has(self, *kinds: Is) -> bool:
        """It has a word of these kinds."""
        return any(token.kind in kinds for token in self.tokens)


@dataclass
class Setting:
    """What the paragraph speaks of so far. `section` is the topic its heading gives; `base` the row that applicants are counted in;
    `whole` what 其中 divides; `dispute_known` that reviews and suits here are about disclosure;
    `reviewing` that the organ may speak of reviews that it decides itself; `in_media` that the sentence is about websites and the like."""

    section: str = ""
    topic: str = ""
    base: str = "received"
    whole: str = ""
    dispute_known: bool = False
    concluded_said: bool = False
    reviewing: bool = False
    in_media: bool = False
    parted: bool = False  # the sentence counts citizens and organisations apart
    elsewhere: bool = False  # the sentence's reviews and suits are of another field
    spoken: bool = False  # the paragraph itself has named applications, not only the heading

    def meaning(self, region: Region) -> Roles:
        """The roles a number with these words may have; none where it speaks of something without a cell. Notes the topic."""
        if self._turns_away(region):
            return ()
        self._note_topic(region)
        for family in (self._outcomes, self._decisions, self._results, self._applicants, self._disputes, self._actions, self._steps):
            found = family(region)
            if found is not None:
                return found
        return ()

    def _turns_away(self, region: Region) -> bool:
        """The words say that the number is none of the tables'."""
        channels = [token.value for token in region.of(Is.CHANNEL)]
        turned = region.has(Is.GUARD, Is.NOT, Is.PLAN) or (channels and "all" not in channels and not region.has(Is.RESULT))
        told = region.of(Is.FOREIGN, Is.SUBJECT)
        if not told or not region.has(Is.FOREIGN):
            return bool(turned)
        nearest = told[0] if region.first else told[-1]
        if nearest.kind is Is.FOREIGN or all(token.value in (FOREIGN, "application") for token in told):
            self.topic = FOREIGN
            return True
        return bool(turned)

    def _note_topic(self, region: Region) -> None:
        subjects = [token.value for token in region.of(Is.SUBJECT)]
        self.spoken = self.spoken or APPLICATIONS in subjects or "application" in subjects
        strong = [subject for subject in subjects if subject != "application"]
        disputes = [subject for subject in strong if subject in DISPUTES]
        disputes = [subject for subject in disputes if subject.startswith("suit_")] or disputes  # 直接起诉的行政诉讼案件
        if disputes:
            self.topic = disputes[-1]
        elif strong:
            self.topic = strong[-1]
        elif subjects and self.section == APPLICATIONS:
            self.topic = APPLICATIONS
        if self.topic == APPLICATIONS:
            self.dispute_known = True

    def _outcomes(self, region: Region) -> Roles | None:
        if self.topic not in DISPUTES:
            return None
        outcomes = [token.value for token in region.of(Is.OUTCOME)]
        if region.has(Is.RESULT) and any(token.value == "withdrawn" for token in region.of(Is.RESULT)):
            outcomes.append("other")
        if not outcomes:
            return None
        if not self._disputes_are_ours():
            return ()
        blocks = ("review", "suit") if self.topic == "dispute" else (self.topic,)
        results = [result for outcome in outcomes for result in (("upheld", "other") if outcome == "unclear" else (outcome,))]
        if "unclear" in outcomes:
            return ()  # 驳回 may be 结果维持 or 其他结果
        if region.listed and len(set(results)) > 1:
            return tuple(tuple(f"{block}.{result}" for result in dict.fromkeys(results)) for block in blocks)
        return tuple((f"{block}.{results[-1]}",) for block in blocks)

    def _decisions(self, region: Region) -> Roles | None:
        """行政许可、行政处罚、行政强制 and 收费."""
        told = [token for token in region.of(Is.SUBJECT) if token.value in DECISIONS or token.value == "fees"]
        if not told or self.topic != told[-1].value:
            return None
        listed = dict.fromkeys(token.value for token in told)
        asked_for = any(token.value in ("received", "received_exactly", "application") for token in region.tokens)
        if region.has(Is.RESULT, Is.OUTCOME) or (asked_for and told[-1].value != "fees"):
            return ()
        published = region.has(Is.ACTION)
        named = [f"published_{kind}" if published else kind for kind in listed] if "fees" not in listed else ["fees"]
        return (tuple(named),) if region.listed else ((named[-1],),)

    def _results(self, region: Region) -> Roles | None:
        told = list(dict.fromkeys(token.value for token in region.of(Is.RESULT)))
        if not told:
            return None
        weak = any(token.value == "application" for token in region.of(Is.SUBJECT)) and not self.topic
        if not (self.topic == APPLICATIONS or weak) or "/" in self.whole or self.whole in ("carried_in", "carried_out"):
            return ()
        rows = [role for role in told if role.startswith(GROUPS)]
        handled = set(told) <= set(rows) - set(GROUPS) and region.has(Is.STEP) and not region.has(Is.SUBJECT)
        if region.has(Is.APPLICANT) or handled:  # 处理信访举报投诉33件, 行政查询事项办理1200件 are no applications
            return ()
        groups = [role for role in told if any(row.startswith(role) and row != role for row in rows)]
        if groups:  # the row, or with 等 and the like the group
            rows = [role for role in told if role not in groups]
            return ((tuple(rows),) if region.listed else tuple((role,) for role in rows)) + tuple((role,) for role in groups)
        apart = tuple((role,) for role in told)
        if region.has(Is.CONTAINS) and len(told) > 1:  # 予以公开（含部分公开）31件
            return (tuple(told), *apart)
        return (tuple(told),) if region.listed else apart

    def _applicants(self, region: Region) -> Roles | None:
        told = list(dict.fromkeys(token.value for token in region.of(Is.APPLICANT)))
        if "citizens" in told and (self.parted or not region.has(Is.SUBJECT, Is.STEP)):
            told = ["natural_person" if who == "citizens" else who for who in told]
        if not told or "citizens" in told or {"natural_person", "organisations"} <= set(told):
            return None  # 公民、法人和其他组织: everybody
        if self.topic != APPLICATIONS or told == ["other_organisations"]:
            return ()
        steps = [token.value for token in region.of(Is.STEP)]
        row = steps[-1] if steps else self.whole or self.base
        base = _BASES.get(row, row)
        if base not in ("new", "received", "handled", "concluded", "carried_in", "carried_out", "granted"):
            return ()
        if told == ["organisations", "other_organisations"]:
            told = ["organisations"]
        return (tuple(f"{base}/{who}" for who in told),) if region.listed else ((f"{base}/{told[-1]}",),)

    def _disputes_are_ours(self) -> bool:
        return not self.elsewhere and (self.dispute_known or self.section in (APPLICATIONS, "disputes"))

    def _disputes(self, region: Region) -> Roles | None:
        told = list(dict.fromkeys(token.value for token in region.of(Is.SUBJECT) if token.value in DISPUTES))
        if not told or self.topic not in DISPUTES:
            return None
        if any(subject.startswith("suit_") for subject in told):
            told = [subject for subject in told if subject != "suit"]
        self.reviewing = region.has(Is.STEP)
        later = [token for token in region.tokens if token.kind is Is.STEP and token.start > region.of(Is.SUBJECT)[-1].start]
        carried = any(token.value.startswith("carried") for token in region.of(Is.STEP))
        if not self._disputes_are_ours() or carried or (later and not region.first):
            return ()
        named = [("review", "suits") if subject == "dispute" else (subject,) for subject in told]
        return tuple(tuple(f"{block}.total" for block in blocks) for blocks in _one_or_all(named, all_of_them=region.listed))

    def _actions(self, region: Region) -> Roles | None:
        told = [token.value for token in region.of(Is.ACTION)]
        if self.topic not in NORMS:
            return None
        real = list(dict.fromkeys("issued" if action == "published" else action for action in told if action not in NO_ACTIONS))
        if told and told[0] == "shown" and region.has(Is.SUBJECT):
            self.topic = FOREIGN  # 集中公开历史规范性文件140件，标注失效62件
        if (
            not real
            or told[0] in NO_ACTIONS
            or (told[-1] in NO_ACTIONS and not region.first and not region.listed)
            or (set(told) == {"published"} and self.in_media)
        ):
            return ()
        if region.listed and len(real) > 1:
            return (tuple(f"{self.topic}.{action}" for action in real), *((f"{self.topic}.{action}",) for action in real))
        return ((f"{self.topic}.{real[-1]}",),)

    def _steps(self, region: Region) -> Roles | None:
        told = list(dict.fromkeys(token.value for token in region.of(Is.STEP)))
        others = [token for token in region.of(Is.ACTION) if token.value in NO_ACTIONS]
        if told and others:
            return ()  # 起草申请答复7件, 答复结果为公开的40件
        weak = any(token.value == "application" for token in region.of(Is.SUBJECT))
        carried = [step for step in told if step.startswith("carried")]
        if not (self.topic == APPLICATIONS or (carried and weak and not self.topic)):
            return ()
        if carried:  # 办结上年结转11件 may be fewer than were carried in
            return () if told[0] == "concluded" and carried[-1] == "carried_in" else self._carried(carried[-1])
        if told:
            return tuple((step,) for step in told) if region.listed or _run_together(region.of(Is.STEP)) else ((told[-1],),)
        named = any(token.value == APPLICATIONS for token in region.of(Is.SUBJECT))
        together = region.has(Is.TOGETHER) and region.has(Is.SUBJECT)
        return (("handled",),) if together or (named and not region.first) else ()

    def _carried(self, step: str) -> Roles:
        if step != "carried":
            return ((step,),)
        return (("carried_out",),) if self.concluded_said else (("carried_in",), ("carried_out",))

    def note(self, roles: Roles) -> None:
        """What was said last: the row of the applicants to come."""
        if len(roles) != 1 or len(roles[0]) != 1:
            return
        role = roles[0][0]
        self.concluded_said = self.concluded_said or role == "concluded"
        if role in _BASES:
            self.base = _BASES[role]


def _run_together(steps: Sequence[Token]) -> bool:
    """受理答复12件, 收到办理12件: one number for what came in and for what was done."""
    return len(steps) > 1 and all(one.end == other.start for one, other in pairwise(steps))


def _one_or_all(named: Sequence[tuple[str, ...]], all_of_them: bool) -> Roles:
    """The last of the names alone, or the sum of all."""
    if not all_of_them:
        return (named[-1],)
    return tuple(tuple(part for parts in chosen for part in parts) for chosen in product(*((name,) for name in named)))

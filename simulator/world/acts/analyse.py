"""Analyse: block, image, verify, copy, list, recover, search, timeline, answer."""

from __future__ import annotations

from simulator.scenario.content import FileRecipe
from simulator.scenario.plan import Plan
from simulator.terms.vocabulary import Phase
from simulator.world.act import Act
from simulator.world.acts.spec import ActSpec, Param, one_of, takes
from simulator.world.kinds.table import KINDS
from simulator.world.moment import Moment
from simulator.world.state import Copy, State

_MB = 1_000_000


def block(m: Moment, act: Act) -> None:
    """Attach a write blocker and test it (N86:4.2.1, mark M)."""
    item = m.change(act.target, blocked=True)
    m.emit("BlockerAttached", item.id, act.who, blocker=_blocker(m))
    m.know(item.id, blocker=_blocker(m))
    m.see("blocker-on", item=f"@{item.id}.name", blocker=_blocker(m))


def _blocker(m: Moment) -> str:
    return next((kit.id for kit in m.plan.kit if kit.kind == "blocker"), "")


def image(m: Moment, act: Act) -> None:
    """Make a bit-stream image; without a blocker the computer writes to the source first."""
    item = m.item(act.target)
    if not item.blocked:
        m.affect(item.id, "boot")
    copy = m.add_copy(item.id, "image", m.item(item.id).content)
    m.emit("Imaged", item.id, act.who, copy=copy.id, blocked=int(item.blocked))
    m.know(item.id, image=copy.id)
    m.see("imaged", item=f"@{item.id}.name", copy=copy.id)


def extract(m: Moment, act: Act) -> None:
    """Extract a phone's files: possible while it has been unlocked since its start."""
    item = m.item(act.target)
    m.affect(item.id, "live")
    copy = m.add_copy(item.id, "logical", m.item(item.id).content)
    m.emit("Extracted", item.id, act.who, copy=copy.id)
    m.know(item.id, image=copy.id)
    m.see("extracted", item=f"@{item.id}.name", copy=copy.id)


def verify(m: Moment, act: Act) -> None:
    """Compare the copy with what it was made from, as it is now (N86:4.2.2, mark M)."""
    copy = m.state.copy(act.target)
    outcome = "match" if is_match(m.state, copy) else "mismatch"
    m.change_copy(copy.id, verified=outcome)
    m.emit("Verified", copy.of, act.who, copy=copy.id, outcome=outcome)
    m.know(copy.of, verified=outcome)
    m.see(f"verify-{outcome}", copy=copy.id)


def is_match(state: State, copy: Copy) -> bool:
    """Equal versions, equal digests.

    What was copied from a running system has nothing to be compared with but its own
    digest at creation: the source has moved on (N101:3, mark V).
    """
    if copy.altered:
        return False
    if copy.parent:
        parent = state.copy(copy.parent)
        return parent.version == copy.version and not parent.altered
    return copy.kind != "image" or state.item(copy.of).content == copy.version


def working_copy(m: Moment, act: Act) -> None:
    """Make a working copy of an image; the master is put away."""
    master = m.state.copy(act.target)
    kind = f"working-{master.kind.removeprefix('working-')}"
    copy = m.add_copy(master.of, kind, master.version, master.id)
    m.emit("CopyMade", master.of, act.who, copy=copy.id, master=master.id)
    m.know(master.of, working=copy.id)
    m.see("copied", copy=copy.id, master=master.id)


def analyse(m: Moment, act: Act) -> None:
    """Work on a copy: list, recover, find, timeline. What is shown is read from its bytes."""
    copy = m.change_copy(act.target, opened=True)
    facts = facts_shown(m.plan, m.state, copy, act)
    result = m.add_result(act.verb, copy.id, facts)
    m.emit(
        "Analysed", copy.of, act.who, copy=copy.id, verb=act.verb, result=result.id, kind=copy.kind
    )
    if act.verb == "second-tool":
        m.emit("Confirmed", copy.of, act.who, copy=copy.id)
    m.see("result", result=result.id, copy=copy.id)


def facts_shown(plan: Plan, state: State, copy: Copy, act: Act) -> tuple[str, ...]:
    """The planted facts this act brings out of this copy.

    A list shows names, not what stands in the files; a second tool confirms what earlier
    results on the same copy showed.
    """
    if any(effect.kind == "wipe" for effect in copy.version):
        return ()
    if act.verb == "second-tool":
        earlier = [r.facts for r in state.results if r.copy == copy.id]
        return tuple(sorted({fact for facts in earlier for fact in facts}))
    return tuple(sorted({file.fact for file in _readable(plan, copy) if _shows(act, file)}))


def _readable(plan: Plan, copy: Copy) -> list[FileRecipe]:
    """The planted files that can be read in this copy: encrypted ones only in a live copy."""
    medium = plan.item(copy.of).medium
    if medium is None:
        return []
    is_zip = copy.kind.endswith("logical")
    return [
        file
        for partition in medium.partitions
        if bool(partition.passphrase) == (copy.kind.endswith("live"))
        for file in partition.volume.files
        if file.fact and not file.overwritten and not (file.deleted and is_zip)
    ]


def _shows(act: Act, file: FileRecipe) -> bool:
    if act.verb == "recover":
        return file.deleted
    if act.verb == "view":
        return not file.deleted and act.arg("file") == file.path
    if act.verb == "find":
        word = act.arg("word").casefold()
        return len(word) > 1 and word in file.data.decode("utf-8", "replace").casefold()
    return False


def answer(m: Moment, act: Act) -> None:
    """Answer a question of the case and cite the result that shows it."""
    result = next(r for r in m.state.results if r.id == act.arg("cite"))
    question = next(q for q in m.plan.questions if q.id == act.target)
    right = act.arg("choice") == str(question.right) and question.fact in result.facts
    m.set(answered=(*m.state.answered, question.id))
    m.emit(
        "QuestionAnswered",
        question.id,
        act.who,
        choice=act.arg("choice"),
        cite=result.id,
        right=int(right),
    )
    m.see("answered", question=f"@{question.id}", answer=f"@{question.id}.{act.arg('choice')}")


def image_seconds(m: Moment, act: Act) -> int:
    """The capacity on the label through the kind's transfer rate."""
    told = m.item_plan(act.target)
    rate = KINDS[told.kind].transfer_mb_per_second or 400
    label = told.medium.label_bytes if told.medium else 0
    return max(120, label // _MB // rate)


def _not_opened(m: Moment, act: Act) -> str:
    item = m.item(act.target)
    if item.custodian != act.who:
        return "not-received"
    return "" if item.kind in ("computer", "laptop", "usb") else "no-storage"


def _not_extractable(m: Moment, act: Act) -> str:
    item = m.item(act.target)
    if item.custodian != act.who:
        return "not-received"
    return "is-off" if item.power != "on" else "is-locked" if item.lock == "bfu" else ""


def _memory_only(m: Moment, act: Act) -> str:
    return "nothing-to-read" if m.state.copy(act.target).kind == "memory" else ""


def _choices(plan: Plan, state: State, act: Act) -> tuple[str, ...]:
    for question in plan.questions:
        if question.id == act.target:
            return tuple(str(n + 1) for n in range(question.choices))
    return ()


def _results(plan: Plan, state: State, act: Act) -> tuple[str, ...]:
    return tuple(result.id for result in state.results)


def _nothing_to_cite(m: Moment, act: Act) -> str:
    if not m.state.results:
        return "no-result"
    return "already-answered" if act.target in m.state.answered else ""


_LAB = ("lab",)
_Y = Phase.ANALYSE

ACTS = (
    ActSpec(
        "block", "A61", Phase.COLLECT, "exhibit", takes(120), block, stages=_LAB, refuse=_not_opened
    ),
    ActSpec(
        "image",
        "A62",
        Phase.COLLECT,
        "exhibit",
        image_seconds,
        image,
        stages=_LAB,
        refuse=_not_opened,
    ),
    ActSpec(
        "extract",
        "A64",
        Phase.COLLECT,
        "exhibit",
        takes(5400),
        extract,
        stages=_LAB,
        refuse=_not_extractable,
    ),
    ActSpec("verify", "A67", Phase.PRESERVE, "copy", takes(300), verify, stages=_LAB),
    ActSpec(
        "working-copy",
        "A77",
        Phase.PRESERVE,
        "copy",
        takes(300),
        working_copy,
        stages=_LAB,
        refuse=_memory_only,
    ),
    *(
        ActSpec(verb, code, _Y, "copy", takes(600), analyse, stages=_LAB, refuse=_memory_only)
        for verb, code in (
            ("list", "A84"),
            ("recover", "A85"),
            ("timeline", "A86"),
            ("second-tool", "A90"),
        )
    ),
    ActSpec(
        "view",
        "A84",
        _Y,
        "copy",
        takes(60),
        analyse,
        stages=_LAB,
        params=(Param("file", one_of()),),
        refuse=_memory_only,
    ),
    ActSpec(
        "find",
        "A84",
        _Y,
        "copy",
        takes(600),
        analyse,
        stages=_LAB,
        params=(Param("word", one_of()),),
        refuse=_memory_only,
    ),
    ActSpec(
        "answer",
        "A91",
        _Y,
        "question",
        takes(120),
        answer,
        stages=_LAB,
        params=(Param("choice", _choices), Param("cite", _results)),
        refuse=_nothing_to_cite,
    ),
)

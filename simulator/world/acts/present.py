"""Present: report, disclose, answer in court."""

from __future__ import annotations

from simulator.terms.vocabulary import Phase
from simulator.world.act import Act
from simulator.world.acts.spec import ActSpec, Param, one_of, takes
from simulator.world.moment import Moment


def report(m: Moment, act: Act) -> None:
    """Write the report: its parts are choices, each of which can be left out."""
    m.emit("Reported", "", act.who, **{name: value for name, value in act.args if name != "why"})
    m.see("reported")


def disclose(m: Moment, act: Act) -> None:
    """Disclose the log, unused material and errors to the other side."""
    m.emit("Disclosed", "", act.who, what=act.arg("what"))
    m.see("disclosed")


def testify(m: Moment, act: Act) -> None:
    """Answer a question in court; which answer it was is judged elsewhere."""
    m.set(answered=(*m.state.answered, act.target))
    m.emit("Testified", act.target, act.who, choice=act.arg("choice"))


_R = Phase.PRESENT

REPORT_PARTS = (
    Param("method", one_of("not-named", "named")),
    Param("limits", one_of("not-stated", "stated")),
    Param("alternatives", one_of("stated", "not-stated")),
    Param("errors", one_of("not-listed", "listed")),
    Param("user", one_of("person", "device-only")),
)

ACTS = (
    ActSpec("report", "A98", _R, "none", takes(3600), report, stages=("lab",), params=REPORT_PARTS),
    ActSpec(
        "disclose",
        "A100",
        _R,
        "none",
        takes(1200),
        disclose,
        stages=("lab",),
        params=(Param("what", one_of("nothing", "report-only", "everything")),),
    ),
    ActSpec(
        "testify",
        "A104",
        _R,
        "court",
        takes(120),
        testify,
        stages=("court",),
        params=(Param("choice", one_of("1", "2", "3", "4", "5", "6")),),
    ),
)

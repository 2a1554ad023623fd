"""The closed vocabularies of the field as this program uses them."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """The steps of handling evidence; ``authorise`` comes before the first of the five."""

    AUTHORISE = "authorise"
    IDENTIFY = "identify"
    COLLECT = "collect"
    PRESERVE = "preserve"
    ANALYSE = "analyse"
    PRESENT = "present"


class Level(StrEnum):
    """How much the program helps; the acts and their consequences are the same at every level."""

    GUIDED = "guided"
    PRACTITIONER = "practitioner"
    EXAM = "exam"


class Role(StrEnum):
    """Roles of the competency framework (``doctrine/data/role_matrix.psv``)."""

    FIRST_RESPONDER = "FR"
    INVESTIGATOR = "INV"
    EXAMINER = "EXM"
    PROSECUTOR = "PRO"
    JUDGE = "JDG"
    CUSTODY_OFFICER = "CUS"
    EXPERT = "EXP"
    ANALYST = "INT"
    MANAGER = "MGR"
    TRAINER = "TRN"


class Severity(StrEnum):
    """Training severity of an error; a legal pack or a scenario may override it."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


class Dimension(StrEnum):
    """Where a loss is booked."""

    LAWFULNESS = "lawfulness"
    INTEGRITY = "integrity"
    RECORDS = "records"
    ANALYSIS = "analysis"
    PRESENTATION = "presentation"
    SAFETY = "safety"


class Confidence(StrEnum):
    """How sure a cited fact is: seen, document seen, from memory, unsure."""

    SEEN = "V"
    DOCUMENT = "E"
    MEMORY = "M"
    UNSURE = "U"


LANGUAGES = ("en", "ru", "tg")

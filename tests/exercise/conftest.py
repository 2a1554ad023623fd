from __future__ import annotations

from tests.cli.conftest import flat, keys, program, script

__all__ = ["flat", "keys", "program", "script"]

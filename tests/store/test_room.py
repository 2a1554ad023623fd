"""The store is the only room that knows a database."""

from __future__ import annotations

import ast
from pathlib import Path

import simulator

ROOT = Path(simulator.__file__).parent


def imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_only_the_store_imports_a_database_library() -> None:
    knowing = {
        file.relative_to(ROOT).parts[0]
        for file in ROOT.rglob("*.py")
        if imported(file) & {"sqlmodel", "sqlalchemy"}
    }

    assert knowing == {"store"}


def test_the_tables_module_evaluates_its_annotations() -> None:
    text = (ROOT / "store" / "table.py").read_text(encoding="utf-8")

    assert "from __future__ import annotations" not in text

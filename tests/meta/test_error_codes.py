"""An error code means one thing: it is raised in one package only, or said again by the command line above it."""

import ast
import re
from collections import defaultdict
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "kg"
# A broken promise of the program itself may come to light anywhere; a file may be too large for two readers.
SHARED = {"KG900", "KG999", "KG153"}


def raised() -> dict[str, set[str]]:
    """Return ``{code: packages that make an error with it}``."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(SOURCE.rglob("*.py")):
        calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
        for code in (call.args[0] for call in calls if call.args):
            if isinstance(code, ast.Constant) and re.fullmatch(r"KG\d{3}", str(code.value)):
                found[str(code.value)].add(path.relative_to(SOURCE).parts[0])
    return found


def test_a_code_belongs_to_one_package() -> None:
    codes = raised()
    assert len(codes) > 100
    twice = {code: sorted(packages) for code, packages in codes.items() if len(packages - {"cli"}) > 1}
    assert {code: packages for code, packages in twice.items() if code not in SHARED} == {}

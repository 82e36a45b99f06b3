"""The rules of the house that no other tool holds: sizes, printing, imports, provenance."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "hanse"
MODULES = sorted(SOURCE.rglob("*.py"))
HEAVY = {
    "pandas",
    "scipy",
    "altair",
    "vl_convert",
    "openpyxl",
    "jinja2",
    "narwhals",
    "icalendar",
    "networkx",
    "rapidfuzz",
    "rispy",
    "bibtexparser",
    "pylatexenc",
    "lxml",
    "sklearn",
}
PLOTTING = {"altair", "vl_convert", "matplotlib"}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "base", "util", "misc"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def lines_of_code(path: Path, first: int, last: int) -> int:
    """Count lines with code: no blank lines, comments or docstrings."""
    with path.open("rb") as file:
        tokens = list(tokenize.tokenize(file.readline))
    quiet = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    quiet |= {tokenize.ENCODING, tokenize.ENDMARKER}
    docstrings = {
        line
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Module))
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
        for line in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    }
    busy = {
        line
        for token in tokens
        if token.type not in quiet
        for line in range(token.start[0], token.end[0] + 1)
    }
    return len([line for line in busy - docstrings if first <= line <= last])


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_above_four_hundred_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_the_median_module_is_under_two_hundred_lines():
    lengths = [len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES]
    assert statistics.median(lengths) < 200


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_function_is_above_forty_lines_of_code(path):
    long = [
        node.name
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and lines_of_code(path, node.lineno, node.end_lineno or 0) > 40
    ]
    assert long == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_command_line_prints(path):
    calls = {
        node.func.id
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert "print" not in calls or "cli" in path.relative_to(SOURCE).parts


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_heavy_libraries_are_imported_when_first_used(path):
    at_top = {
        name.split(".")[0]
        for node in tree_of(path).body
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
    }
    assert not at_top & HEAVY


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_plot_imports_a_plotting_library(path):
    found = {
        name.split(".")[0]
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
    }
    assert not found & PLOTTING or path.relative_to(SOURCE).parts[0] == "plot"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_are_nouns_and_no_grab_bags(path):
    assert not FORBIDDEN_NAMES & {part.removesuffix(".py") for part in path.parts}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_random_or_clocked_is_global(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\bnp\.random\.(seed|rand|randn|choice)\b", text)
    clocked = re.search(r"\b(datetime\.now|date\.today|time\.time)\(", text)
    assert not clocked or path == SOURCE / "cli" / "clock.py"


def test_importing_the_library_loads_no_heavy_library():
    code = f"import sys, hanse; print([m for m in {sorted(HEAVY)!r} if m in sys.modules])"
    path = str(ROOT / "src")
    found = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {path!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("folder", sorted((ROOT / "examples").iterdir()), ids=lambda p: p.name)
def test_bundled_data_say_where_they_come_from_and_under_which_licence(folder):
    text = (folder / "README.md").read_text(encoding="utf-8")
    assert "Licence" in text
    assert "Source" in text or "doi:" in text
    settings = (folder / "hanse.toml").read_text(encoding="utf-8")
    assert "licence = " in settings
    assert "source = " in settings


def tracked_texts() -> list[Path]:
    endings = {".py", ".md", ".toml", ".txt", ".cfg", ".yml", ".yaml", ".html", ".csv", ".cff", ""}
    skipped = {".git", ".venv", ".venv-bench", "out", "build", "dist"}
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and path.suffix in endings
        and not skipped & set(path.relative_to(ROOT).parts)
        and not any(part.endswith((".egg-info", "cache")) for part in path.parts)
        and "tmp" not in path.suffixes
        and ".tmp." not in path.name
    ]


def test_no_file_names_a_package_registry_or_a_lock_of_one():
    hosts = ["pypi" + ".org", "pythonhosted" + ".org", "registry" + ".npmjs", "--index" + "-url"]
    for path in tracked_texts():
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not [host for host in hosts if host in text], name_of(path)
    assert not list(ROOT.glob("*.lock"))


@pytest.mark.parametrize("name", ["constraints.txt", "benchmarks/constraints.txt"])
def test_exact_versions_are_pinned_without_addresses(name):
    lines = (ROOT / name).read_text(encoding="utf-8").split()
    assert lines
    assert all(re.fullmatch(r"[A-Za-z0-9_.\-]+==[A-Za-z0-9_.\-]+", line) for line in lines)


def test_every_dependency_is_pinned():
    import tomllib

    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    wanted = [*project["dependencies"]]
    for name in ("test", "check"):
        wanted += project["optional-dependencies"][name]
    pinned = {
        line.split("==")[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    }
    names = {re.split(r"[<>=!~\[ ]", one)[0].lower().replace("_", "-") for one in wanted}
    assert names <= pinned

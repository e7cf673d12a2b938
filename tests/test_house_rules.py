"""House rules as tests: what style.md promises and no linter sees."""

import ast
import importlib
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.template.loader import get_template

from portal.audit import guards

ROOT = Path(__file__).resolve().parent.parent
OURS = ("portal", "requests_app", "consent")
SOURCES = sorted(
    path for room in OURS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MANUAL = ROOT / "docs" / "operations.md"
NAMES = [str(path.relative_to(ROOT)) for path in SOURCES]


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its decorators and docstring."""
    body = node.body
    if ast.get_docstring(node) is not None:
        body = body[1:]
    if not body:
        return 0
    return (node.end_lineno or 0) - body[0].lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=NAMES)
def test_rooms_and_functions_stay_small(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= 300
    functions = (n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef))
    assert [f"{n.name}: {lines_of(n)}" for n in functions if lines_of(n) > 25] == []


def test_settings_are_one_file_of_250_lines_at_most() -> None:
    assert (ROOT / "portal" / "settings.py").read_text().count("\n") <= 250


@pytest.mark.parametrize("path", SOURCES, ids=NAMES)
def test_nothing_is_imported_inside_a_function(path: Path) -> None:
    inside = [
        ast.unparse(node)
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == [] or path.name == "pdf.py"


@pytest.mark.parametrize("path", TEMPLATES, ids=[str(p.relative_to(ROOT)) for p in TEMPLATES])
def test_templates_are_small_and_keep_the_content_policy(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= 80
    found = re.findall(r"\sstyle=|\son[a-z]+=\"|<script(?![^>]*src=)|\|safe\b|hx-on", text)
    assert found == [] or "pdf" in path.parts
    posts = len(re.findall(r"<form[^>]*method=\"post\"", text))
    assert text.count("{% csrf_token %}") == posts


def forms_of(path: Path) -> list[tuple[str, bool]]:
    """Each form of a template: its opening tag, and whether it holds a field that one sees."""
    text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
    field = r"components/(?:form|field_options)\.html|as_field_group|\.asked|<select"
    field += r"|<input(?![^>]*type=\"hidden\")"
    found = re.findall(r"(<form\b.*?[^%]>)(.*?)</form>", text, flags=re.DOTALL)
    return [(tag, bool(re.search(field, body))) for tag, body in found]


@pytest.mark.parametrize("path", TEMPLATES, ids=[str(p.relative_to(ROOT)) for p in TEMPLATES])
def test_a_form_is_no_nameless_landmark_beside_another(path: Path) -> None:
    """Buttons alone are no landmark; of several forms with fields all but one have a name."""
    forms = [one for one in forms_of(path) if "style" not in path.parts]
    assert [tag for tag, has_field in forms if not has_field and 'role="none"' not in tag] == []
    nameless = [tag for tag, has_field in forms if has_field and "aria-label" not in tag]
    assert len(nameless) <= 1


def test_every_template_compiles_and_is_used() -> None:
    everything = "\n".join(path.read_text() for path in [*SOURCES, *TEMPLATES])
    own = {"404.html", "403.html", "500.html", "403_csrf.html"}
    for path in TEMPLATES:
        name = str(path.relative_to(ROOT / "templates"))
        get_template(name)
        assert name in own or f'"{name}"' in everything, f"nobody uses {name}"


def test_the_glossary_knows_every_model() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    labels = {"portal", *(config.label for config in apps.get_app_configs())}
    models = [
        model.__name__
        for model in apps.get_models()
        if model.__module__.split(".")[0] in OURS and model._meta.app_label in labels
    ]
    assert models
    assert [name for name in models if f"`{name}`" not in glossary] == []


def named(pattern: str, path: Path) -> set[Any]:
    return set(re.findall(pattern, path.read_text()))


def test_the_manual_knows_every_setting_and_command() -> None:
    read = named(r'env\.\w+\("([A-Z_]+)"', ROOT / "portal" / "settings.py")
    assert len(read) > 15
    assert read - named(r"\| `([A-Z_]+)` \|", MANUAL) == set()
    assert read - named(r"\b([A-Z_]+)=", ROOT / ".env.example") == set()
    rooms = (ROOT / room for room in OURS)
    commands = {one.stem for room in rooms for one in room.rglob("management/commands/[a-z]*.py")}
    assert commands - named(r"manage\.py ([a-z_]+)", MANUAL) == {"demo"}  # is for `make demo`


def test_the_manual_knows_every_job_and_how_often_it_runs() -> None:
    every = {20: "20 s", 60: "minute", 60 * 60: "hour", 24 * 60 * 60: "day"}
    jobs = {(name, every[seconds]) for name, (_path, seconds) in settings.SWEEPS.items()}
    assert named(r"\| `([a-z]+\.[a-z0-9_]+)` \| ([a-z0-9 ]+) \|", MANUAL) == jobs


def test_every_append_only_table_is_guarded(db: None) -> None:
    tables = {label.split(".")[0] for label in settings.APPEND_ONLY}
    assert {"audit", "consent", "register", "requests_app"} <= tables
    assert guards.standing() == guards.expected()


def test_constraints_are_named_after_their_table() -> None:
    for model in apps.get_models():
        if model.__module__.split(".")[0] in OURS:
            table = model._meta.db_table
            for constraint in model._meta.constraints:
                assert constraint.name.startswith(f"{table}_"), constraint.name


def test_no_migration_imports_our_code() -> None:
    for room in OURS:
        for path in (ROOT / room).rglob("migrations/*.py"):
            assert (
                re.findall(rf"^(?:from|import) (?:{'|'.join(OURS)})\b", path.read_text(), re.M)
                == []
            )


def test_the_models_and_the_migrations_agree(db: None) -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_no_number_of_a_citizen_has_a_column() -> None:
    columns = {
        field.name
        for model in apps.get_models()
        if model.__module__.split(".")[0] in OURS
        for field in model._meta.get_fields()
    }
    assert not columns & {"bsn", "pgn", "onderwijsnummer", "sofinummer", "document_number"}


@pytest.mark.parametrize("room", ["requests_app.actions", "consent.actions", "requests_app.access"])
def test_no_file_of_a_room_takes_the_name_of_a_verb_elsewhere(room: str) -> None:
    """Importing the file later would put the module in the place of the verb."""
    home = importlib.import_module(room)
    taken = {path.stem for path in Path(str(home.__file__)).parent.glob("*.py")}
    verbs = [name for name in home.__all__ if name in taken]
    assert [n for n in verbs if getattr(home, n).__module__ != f"{room}.{n}"] == []

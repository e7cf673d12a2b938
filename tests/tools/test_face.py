"""The face: forms for everybody, parts that say what they mean, accountable style sheets."""

import gzip
import hashlib
import json
import re
import runpy
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.http import Http404
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.signals import template_rendered
from django.utils import translation
from pytest_django.fixtures import Settings

from portal.roof.style_guide import SampleCode, SampleForm, SampleSignIn, style_guide
from portal.templatetags import drawn, face
from portal.templatetags.face import BADGES, problems

SCRIPT = runpy.run_path(str(Path(settings.BASE_DIR) / "scripts" / "vendor.py"))
PACKAGES: dict[str, str] = SCRIPT["PACKAGES"]
VENDOR: Path = SCRIPT["VENDOR"]
BUNDLE: Path = SCRIPT["BUNDLE"]
OWN: tuple[Path, ...] = SCRIPT["OWN"]
LIMIT = 20 * 1024
CONTROLS = {"input", "select", "textarea"}
TEMPLATES = Path(settings.BASE_DIR) / "templates"


class Page(HTMLParser):
    """Collects every start tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def values(self, attribute: str, *tags: str) -> list[str]:
        """The values of an attribute, of the named tags or of all."""
        found = (attrs for tag, attrs in self.tags if not tags or tag in tags)
        return [attrs[attribute] for attrs in found if attribute in attrs]


@pytest.fixture
def wrong() -> SampleForm:
    return SampleForm({"received_on": "31-2-2026"})


@pytest.fixture
def guide(settings: Settings, rf: RequestFactory) -> str:
    settings.DEBUG = True
    return style_guide(rf.get("/stijl/")).content.decode()


def shown(source: str, **context: object) -> str:
    return Template("{% load face i18n %}" + source).render(Context(context))


def test_each_line_of_the_error_summary_leads_to_a_field(wrong: SampleForm) -> None:
    page = Page(render_to_string("components/form.html", {"form": wrong}))
    targets = [link.removeprefix("#") for link in page.values("href", "a")]
    assert len(targets) == len(wrong.errors)
    assert set(targets) <= set(page.values("id", *CONTROLS))


def test_an_error_is_told_with_the_name_of_its_field(wrong: SampleForm) -> None:
    told = {problem.label for problem in problems(wrong)}
    assert "Uw vraag in uw eigen woorden" in told
    assert "" not in told


def test_a_form_without_errors_has_no_summary() -> None:
    assert 'id="fouten"' not in render_to_string("components/form.html", {"form": SampleSignIn()})


@pytest.mark.parametrize("form", [SampleForm(), SampleForm({}), SampleSignIn(), SampleCode()])
def test_every_control_has_a_label(form: SampleForm | SampleSignIn | SampleCode) -> None:
    page = Page(str(form))
    controls = set(page.values("id", *CONTROLS))
    assert controls == set(page.values("for", "label"))
    assert len(controls) >= len(form.fields)


def test_hints_and_errors_are_named_by_the_control(wrong: SampleForm) -> None:
    page = Page(str(wrong))
    named = {part for value in page.values("aria-describedby") for part in value.split()}
    assert {"id_text_helptext", "id_text_error", "id_kind_error"} <= named
    assert named <= set(page.values("id"))


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert str(SampleForm()).count("(niet verplicht)") == 2


@pytest.mark.parametrize("kind", BADGES)
def test_a_status_has_a_sign_and_words(kind: str) -> None:
    html = shown("{% status kind 'Nog 3 dagen' %}", kind=kind)
    assert re.search(r"<path.*</svg>\s*Nog 3 dagen", html)


def test_both_answers_are_equal_buttons() -> None:
    page = Page(shown("{% yes_no name='a' yes='y' no='n' current='n' %}"))
    assert page.values("aria-pressed", "button") == ["false", "true"]
    assert len(set(page.values("class", "button"))) == 1


def test_both_dates_are_shown_and_the_third_only_when_it_differs() -> None:
    days = {"promise_by": date(2026, 3, 31), "legal_by": date(2026, 4, 7)}
    same = render_to_string(
        "components/deadlines.html", days | {"unsuspended_legal_by": date(2026, 4, 7)}
    )
    assert Page(same).values("datetime") == ["2026-03-31", "2026-04-07"]
    other = render_to_string(
        "components/deadlines.html", days | {"unsuspended_legal_by": date(2026, 4, 3)}
    )
    assert Page(other).values("datetime")[-1] == "2026-04-03"


def test_a_cell_repeats_its_column_for_the_phone() -> None:
    html = shown(
        "{% table 'Open' 'Soort' %}<tr>"
        "{% cell label='Soort' %}{{ v }}{% endcell %}"
        "</tr>{% endtable %}",
        v="<b>",
    )
    assert 'data-label="Soort"' in html
    assert "&lt;b&gt;" in html


def test_block_parts_escape_what_they_are_given() -> None:
    html = shown(
        "{% card title=t %}{{ t }}{% endcard %}"
        "{% notification 'info' title=t %}{{ t }}{% endnotification %}",
        t="<i>",
    )
    assert "<i>" not in html
    assert html.count("&lt;i&gt;") == 4


def test_a_date_is_written_in_the_readers_language() -> None:
    with translation.override("nl"):
        assert "dinsdag 3 maart 2026" in shown("{% data_date d True %}", d=date(2026, 3, 3))
        assert "3\xa0mrt\xa02026" in shown("{% data_date d short=True %}", d=date(2026, 3, 3))
        assert shown("{{ d|written:'j F' }}", d=date(2026, 3, 3)) == "3 maart"
    with translation.override("en"):
        assert "Tuesday 3 March 2026" in shown("{% data_date d True %}", d=date(2026, 3, 3))
        assert shown("{{ d|written:'j F' }}", d=date(2026, 3, 3)) == "3 March"


def test_the_style_guide_shows_every_component(settings: Settings, rf: RequestFactory) -> None:
    settings.DEBUG = True
    seen: set[str] = set()
    tags = {**vars(face), **vars(drawn)}
    for remembered in (one for one in tags.values() if hasattr(one, "cache_clear")):
        remembered.cache_clear()

    def note(template: Template, **_: object) -> None:
        seen.add(str(template.name))

    template_rendered.connect(note)
    style_guide(rf.get("/stijl/"))
    template_rendered.disconnect(note)
    parts = {f"components/{path.name}" for path in (TEMPLATES / "components").glob("*.html")}
    assert parts - seen == set()


def test_the_style_guide_is_only_there_while_developing(
    settings: Settings, rf: RequestFactory
) -> None:
    settings.DEBUG = False
    with pytest.raises(Http404):
        style_guide(rf.get("/stijl/"))


@pytest.mark.parametrize("name", ["404.html", "403.html", "403_csrf.html", "413.html", "500.html"])
def test_an_error_page_needs_no_context(name: str) -> None:
    page = Page(render_to_string(name))
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert "main" in page.values("id", "main")


def test_a_page_loads_nothing_from_elsewhere() -> None:
    page = Page(render_to_string("404.html"))
    loaded = page.values("src") + page.values("href", "link")
    assert len(loaded) >= 4
    assert {url.startswith(settings.STATIC_URL) for url in loaded} == {True}


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_a_page_template_has_no_inline_style_or_script(path: Path) -> None:
    room = path.relative_to(TEMPLATES).parts[0]
    if room in {"pdf", "mail"}:
        return
    text = path.read_text(encoding="utf-8")
    if room == "package":  # opens from a disk, where there is nothing to load a style from
        text = re.sub(r"<style>\s*{% include \"package/index.css\" %}\s*</style>", "", text)
    assert not re.search(r"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|hx-on", text)


def test_every_vendored_file_is_the_one_of_the_manifest() -> None:
    entries = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))
    assert {entry["name"]: entry["version"] for entry in entries} == PACKAGES
    assert {entry["file"] for entry in entries} == {path.name for path in VENDOR.glob("*.css")}
    for entry in entries:
        assert hashlib.sha256((VENDOR / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
        assert entry["licence"] == "EUPL-1.2"


def test_the_style_guide_uses_every_vendored_component(guide: str) -> None:
    names = [name.removeprefix("@utrecht/").removesuffix("-css") for name in PACKAGES]
    assert [name for name in names if f"utrecht-{name}" not in guide] == []


def test_the_bundle_is_made_of_the_vendored_and_our_own_files() -> None:
    assert BUNDLE.read_text(encoding="utf-8") == SCRIPT["bundled"](), "run scripts/vendor.py bundle"


def test_all_style_sheets_together_weigh_little() -> None:
    assert len(gzip.compress(BUNDLE.read_bytes(), 9)) <= LIMIT


def test_our_own_style_sheets_have_no_outside_address_and_no_web_font() -> None:
    for path in OWN:
        text = path.read_text(encoding="utf-8")
        assert not re.search("@font-face|@import", text)
        assert set(re.findall(r'url\("?(.{5})', text)) <= {"data:"}


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


PAIRS = (
    "ink/paper ink/chalk ink-soft/paper ink-soft/chalk ink-soft/plain-tint link/paper link/chalk "
    "link/board-tint chalk/board pencil/board ink/pencil good/good-tint care/care-tint "
    "wrong/wrong-tint wrong/paper tell/tell-tint board/board-tint chalk/wrong"
)


@pytest.mark.parametrize("pair", PAIRS.split())
def test_colours_can_be_told_apart(pair: str) -> None:
    tokens = dict(re.findall(r"--zg-([a-z-]+): (#[0-9a-f]{6})", OWN[0].read_text(encoding="utf-8")))
    low, high = sorted(luminance(tokens[name]) for name in pair.split("/"))
    assert (high + 0.05) / (low + 0.05) >= 4.5

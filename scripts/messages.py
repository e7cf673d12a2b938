"""The Dutch source texts and their translations: `make messages` collects, `--check` compares."""

import argparse
import gettext
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("portal", "requests_app", "consent", "templates", "locale")
COLLECT = ("makemessages", "--locale", "en", "--no-location", "--no-wrap", "--no-obsolete")
FOLDER = Path("locale") / "en" / "LC_MESSAGES"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when stale")
    if parser.parse_args().check:
        complain(stale())
        return
    (ROOT / FOLDER).mkdir(parents=True, exist_ok=True)
    admin(ROOT, *COLLECT)
    compiled(ROOT)
    open_texts = untranslated(ROOT)
    print(
        f"{len(open_texts)} texts have no English yet. Next: translate them in {FOLDER}/django.po"
    )


def stale() -> list[str]:
    """What the catalogue lacks, seen in a copy of the tree."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in SOURCES:
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("vendor"))
        (copy / FOLDER).mkdir(parents=True, exist_ok=True)
        admin(copy, *COLLECT)
        missing = [f"not translated: {text}" for text in untranslated(copy)]
        compiled(copy)
        if catalogue(copy) != catalogue(ROOT):
            missing.append("locale/ is older than the texts: run `make messages` and commit it")
    return missing


def admin(tree: Path, *words: str) -> None:
    """Django's own command, run in `tree`; extraction needs no settings."""
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "django", *words]
    subprocess.run(command, cwd=tree, env=environment, check=True, stdout=subprocess.DEVNULL)


def compiled(tree: Path) -> None:
    source = tree / FOLDER / "django.po"
    command = ["msgfmt", "--check", "-o", str(source.with_suffix(".mo")), str(source)]
    subprocess.run(command, check=True)


def untranslated(tree: Path) -> list[str]:
    """The Dutch texts without English; a fuzzy one has none."""
    source = str(tree / FOLDER / "django.po")
    return [text for option in ("--untranslated", "--only-fuzzy") for text in only(source, option)]


def only(source: str, option: str) -> list[str]:
    """The texts that `msgattrib` finds, each on one line."""
    command = ["msgattrib", option, "--no-obsolete", "--no-wrap", source]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    entries = [entry for entry in done.stdout.split("\n\n") if "Content-Type:" not in entry]
    return [" ".join(entry.partition("msgid ")[2].split())[:90] for entry in entries if entry]


def catalogue(tree: Path) -> dict[object, str]:
    """The compiled texts, without the header that holds a date."""
    path = tree / FOLDER / "django.mo"
    if not path.exists():
        return {}
    with path.open("rb") as stream:
        texts: dict[object, str] = gettext.GNUTranslations(stream)._catalog.copy()  # type: ignore[attr-defined]
    texts.pop("", None)
    return texts


def complain(faults: list[str]) -> None:
    """Fail with the first faults and their number."""
    if faults:
        sys.exit("\n".join([*faults[:20], f"{len(faults)} in all"]))


if __name__ == "__main__":
    main()

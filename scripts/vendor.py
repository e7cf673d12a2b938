"""Style sheets: `fetch` brings the components in, `bundle` makes the one file that pages load."""

import argparse
import hashlib
import json
import subprocess  # nosec B404
import tarfile
import tempfile
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "portal" / "static"
VENDOR = STATIC / "vendor"
MANIFEST = VENDOR / "manifest.json"
OWN = tuple(STATIC / "face" / f"{part}.css" for part in ("tokens", "layout", "parts"))
BUNDLE = STATIC / "face" / "zeggenschap.css"
ENTRY = "package/dist/index.css"

# Only what a template component uses. A new version is a choice made here; then `make vendor`.
PACKAGES = {
    "@utrecht/alert-css": "4.0.2",
    "@utrecht/button-css": "4.0.1",
    "@utrecht/checkbox-css": "3.0.1",
    "@utrecht/data-list-css": "3.0.1",
    "@utrecht/form-field-css": "3.0.1",
    "@utrecht/form-field-description-css": "3.0.1",
    "@utrecht/form-field-error-message-css": "3.0.1",
    "@utrecht/form-fieldset-css": "3.0.1",
    "@utrecht/form-label-css": "3.0.1",
    "@utrecht/link-css": "3.0.1",
    "@utrecht/page-footer-css": "4.0.2",
    "@utrecht/page-header-css": "3.0.2",
    "@utrecht/radio-button-css": "3.0.1",
    "@utrecht/select-css": "3.0.1",
    "@utrecht/skip-link-css": "3.0.1",
    "@utrecht/status-badge-css": "2.0.1",
    "@utrecht/table-css": "3.0.1",
    "@utrecht/textarea-css": "4.0.1",
    "@utrecht/textbox-css": "4.0.1",
}


def main() -> None:
    """Both steps, or the one that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", nargs="?", choices=("fetch", "bundle"))
    step = parser.parse_args().step
    if step != "bundle":
        fetch()
    if step != "fetch":
        BUNDLE.write_text(bundled(), encoding="utf-8")
        print(f"{BUNDLE.name}: {BUNDLE.stat().st_size} bytes")


def fetch() -> None:
    """Take each package from the npm client's own registry; write file and manifest."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    for old in VENDOR.glob("*.css"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        entries = [taken(name, version, Path(folder)) for name, version in PACKAGES.items()]
    MANIFEST.write_text(json.dumps(entries, indent=2) + "\n", encoding="utf-8")
    print(f"{len(entries)} style sheets in {VENDOR.name}/")


def taken(name: str, version: str, folder: Path) -> dict[str, str]:
    """Copy one package's style sheet unmodified; returns its line of the manifest."""
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{name}@{version}"]
    packed = subprocess.run(command, check=True, capture_output=True, text=True)  # nosec B603
    with tarfile.open(folder / packed.stdout.split()[-1]) as tar:
        content = member(tar, ENTRY)
        about = json.loads(member(tar, "package/package.json"))
        (VENDOR / "LICENSE.md").write_bytes(member(tar, "package/LICENSE.md"))
    if about["license"] != "EUPL-1.2":
        raise SystemExit(f"{name}: licence {about['license']} is not the one we know")
    target = VENDOR / f"{name.removeprefix('@').replace('/', '-')}.css"
    target.write_bytes(content)
    return {
        "name": name,
        "version": version,
        "licence": about["license"],
        "file": target.name,
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def member(tar: tarfile.TarFile, path: str) -> bytes:
    """One file's content, read in memory: nothing is unpacked to disk."""
    stream = tar.extractfile(path)
    if stream is None:
        raise SystemExit(f"{path} is missing")
    return stream.read()


def bundled() -> str:
    """The components in the order of the manifest, then our own files: ours win."""
    vendor = [VENDOR / entry["file"] for entry in json.loads(MANIFEST.read_text(encoding="utf-8"))]
    texts = (path.read_text(encoding="utf-8").strip() for path in [*vendor, *OWN])
    return '@charset "utf-8";\n' + "\n".join(texts) + "\n"


if __name__ == "__main__":
    main()

"""Bestanden: kept with a key each, and gone for ever without it."""

import hashlib
import os
from datetime import timedelta
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from portal.files.actions import (
    FileDamaged,
    FileGone,
    FileRefused,
    destroy_key,
    read,
    renew_keys,
    serve,
    store,
    sweep_orphans,
)
from portal.files.models import StoredFile
from portal.files.rules import clean_name
from tests.builders import TODAY

pytestmark = pytest.mark.django_db

TEXT = b"Besluit over Noor" * 100
PDF = "application/pdf"


def keep(content: bytes = TEXT, name: str = "besluit.pdf") -> StoredFile:
    return store(content, name=name, content_type=PDF)


def on_disk(settings: Any) -> list[Path]:
    return [path for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()]


def test_what_was_stored_can_be_read() -> None:
    file = StoredFile.objects.get(pk=keep().pk)
    assert read(file) == TEXT
    assert (file.size, file.sha256) == (len(TEXT), hashlib.sha256(TEXT).hexdigest())


def test_the_disk_holds_only_noise(settings: Any) -> None:
    file = keep()
    assert on_disk(settings) == [file.path]
    assert b"Noor" not in file.path.read_bytes()
    assert file.path.stat().st_mode & 0o077 == 0


def test_every_file_has_a_key_of_its_own() -> None:
    first, second = keep(), keep()
    second.wrapped_key = first.wrapped_key
    with pytest.raises(FileDamaged):
        read(second)


def test_a_destroyed_key_makes_every_copy_unreadable() -> None:
    file = keep()
    backup = file.path.read_bytes()
    destroy_key(file, TODAY)
    file.path.parent.mkdir(parents=True, exist_ok=True)
    file.path.write_bytes(backup)
    with pytest.raises(FileGone):
        read(StoredFile.objects.get())
    with pytest.raises(Http404):
        serve(file)


def test_a_destroyed_file_keeps_no_name_and_its_day() -> None:
    file = keep()
    destroy_key(file, TODAY)
    destroy_key(file, TODAY + timedelta(days=1))
    kept = StoredFile.objects.get()
    assert (kept.name, kept.key_destroyed_on, kept.is_readable) == ("", TODAY, False)


def test_a_key_that_is_destroyed_twice_is_destroyed_once() -> None:
    file, same = keep(), StoredFile.objects.get()
    destroy_key(file, TODAY)
    destroy_key(same, TODAY + timedelta(days=1))
    assert StoredFile.objects.get().key_destroyed_on == TODAY
    with pytest.raises(FileGone):
        read(same)


@pytest.mark.django_db(transaction=True)
def test_the_disk_is_emptied_after_the_commit(settings: Any) -> None:
    file = keep()

    @transaction.atomic
    def fail() -> None:
        destroy_key(file, TODAY)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert len(on_disk(settings)) == 1
    destroy_key(StoredFile.objects.get(), TODAY)
    assert on_disk(settings) == []


def test_a_row_has_a_key_or_a_day_on_which_it_lost_it() -> None:
    keep()
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.update(wrapped_key=None)


@pytest.mark.parametrize("damage", [b"", b"gAAAA", b"x" * 500])
def test_damage_is_noticed(damage: bytes) -> None:
    file = keep()
    file.path.write_bytes(damage)
    with pytest.raises(FileDamaged):
        read(file)


def test_a_missing_file_is_noticed() -> None:
    file = keep()
    file.path.unlink()
    with pytest.raises(FileDamaged):
        read(file)


def test_another_content_under_the_same_key_is_noticed() -> None:
    file = keep()
    file.sha256 = "0" * 64
    with pytest.raises(FileDamaged):
        read(file)


def test_a_full_disk_leaves_nothing_half(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileRefused, match="Probeer het later"):
        keep()
    assert on_disk(settings) == []
    assert not StoredFile.objects.exists()


def test_a_folder_that_cannot_be_made_is_a_clear_message(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    settings.FILES_ROOT = tmp_path / "taken"
    with pytest.raises(FileRefused, match="Probeer het later"):
        keep()


def test_keys_can_be_renewed_and_the_old_one_thrown_away(settings: Any) -> None:
    file, old, new = keep(), settings.FERNET_KEYS, Fernet.generate_key().decode()
    destroy_key(keep(), TODAY)
    settings.FERNET_KEYS = [new, *old]
    call_command("renew_file_keys")
    settings.FERNET_KEYS = [new]
    file.refresh_from_db()
    assert read(file) == TEXT
    assert renew_keys() == 1


def test_a_strange_master_key_opens_nothing(settings: Any) -> None:
    file = keep()
    settings.FERNET_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(FileDamaged):
        read(file)


def test_what_no_row_knows_is_swept_after_a_day(settings: Any) -> None:
    kept, lost = keep(), keep()
    StoredFile.objects.filter(pk=lost.pk).delete()
    half = kept.path.with_name("half-x")
    half.write_bytes(b"")
    now = timezone.now()
    assert sweep_orphans(now) == 0
    assert sweep_orphans(now + timedelta(days=2)) == 2
    assert on_disk(settings) == [kept.path]


def test_sweeping_needs_no_folder() -> None:
    assert sweep_orphans(timezone.now()) == 0


def test_a_file_leaves_as_an_attachment_that_cannot_run() -> None:
    response = serve(keep())
    assert response.content == TEXT
    assert response["Content-Type"] == PDF
    assert response["Content-Disposition"] == 'attachment; filename="besluit.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_a_type_that_a_browser_may_run_is_served_as_bytes() -> None:
    file = store(b"<script>", name="x.html", content_type="text/html")
    assert serve(file)["Content-Type"] == "application/octet-stream"
    assert serve(file)["Content-Disposition"].endswith('"x.bin"')


def test_a_foreign_name_is_written_as_the_standard_asks() -> None:
    disposition = serve(keep(name="Şükrü – besluit.pdf"))["Content-Disposition"]
    assert (
        disposition == "attachment; filename*=utf-8''%C5%9E%C3%BCkr%C3%BC%20%E2%80%93%20besluit.pdf"
    )
    header = Message()
    header["Content-Disposition"] = disposition
    assert header.get_filename() == "Şükrü – besluit.pdf"


@pytest.mark.parametrize(
    "name, clean",
    [
        ("brief.pdf", "brief.pdf"),
        ("brief", "brief.pdf"),
        ("brief.exe", "brief.pdf"),
        ("brief.pdf.exe", "brief.pdf.pdf"),
        ("Łęcki à l'école.PDF", "Łęcki à l-école.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie- x-1.pdf"),
        ("brief\u202efdp.exe", "brief fdp.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\windows\\win.ini", "win.pdf"),
        ("/etc/cron.d/x", "x.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("..", "bestand.pdf"),
        ("", "bestand.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("a\x1b[31mb.pdf", "a [31mb.pdf"),
        ("a\ud800b.pdf", "ab.pdf"),
        ('a";b=c.pdf', "a-b-c.pdf"),
        ("a%0d%0ab.pdf", "a-0d-0ab.pdf"),
        ("\u200b.pdf", "bestand.pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
        ("ş" * 300 + ".pdf", "ş" * 60 + ".pdf"),
        ("👩‍👧.pdf", "👩 👧.pdf"),
    ],
)
def test_a_name_is_safe_and_its_extension_true(name: str, clean: str) -> None:
    assert clean_name(name, PDF) == clean
    assert clean_name(clean, PDF) == clean

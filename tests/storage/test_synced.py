from __future__ import annotations

from pathlib import Path

import pytest

from calf_tui.storage.synced import MOST_NAMES, names_in, sync_service

HOME = Path("/home/runner")
FILE = HOME / "shared" / "calf" / "training.json"


def service(path: Path, *there: Path) -> str:
    """Where these files and folders are all there is."""
    return sync_service(
        path,
        exists=lambda each: each in there,
        names=lambda folder: [each.name for each in there if each.parent == folder],
    )


@pytest.mark.parametrize(
    ("marker", "expected"),
    [
        (HOME / "shared" / ".stfolder", "Syncthing"),
        (HOME / "shared" / "calf" / ".stfolder", "Syncthing"),
        (HOME / "shared" / ".dropbox.cache", "Dropbox"),
        (HOME / "shared" / ".sync_6f3a2b.db", "Nextcloud"),
        (HOME / "shared" / "._sync_6f3a2b.db", "Nextcloud"),
        (HOME / "shared" / ".nextcloudsync.log", "Nextcloud"),
        (HOME / "shared" / ".owncloudsync.log", "ownCloud"),
        (HOME / "shared" / ".tmp.driveupload", "Google Drive"),
        (HOME / "shared" / "calf" / ".git", "git"),
    ],
)
def test_a_service_is_known_by_what_it_puts_into_a_folder(marker: Path, expected: str) -> None:
    assert service(FILE, marker) == expected


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - The Running Club", "OneDrive"),
        ("OneDrive-Personal", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personal)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive-ada@example.org", "Google Drive"),
        ("My Drive", "Google Drive"),
        ("Nextcloud", "Nextcloud"),
        ("iCloudDrive", "iCloud"),
        ("Mobile Documents/com~apple~CloudDocs", "iCloud"),
    ],
)
def test_a_service_is_known_by_its_folder(folder: str, expected: str) -> None:
    assert service(HOME / folder / "calf" / "training.json") == expected


@pytest.mark.parametrize(
    "there",
    [
        HOME / ".dropbox",  # the program's own folder, which is not shared
        HOME / "other" / ".stfolder",
        HOME / "shared" / "calf" / "below" / ".git",
        HOME / "shared" / "sync_notes.db",
        HOME / "shared" / "calf" / "training.json.lock",
    ],
)
def test_other_files_mean_nothing(there: Path) -> None:
    assert service(FILE, there) == ""
    assert service(HOME / "dropboxes" / "training.json", there) == ""


def test_the_folders_of_this_machine_are_looked_at(tmp_path: Path) -> None:
    folder = tmp_path / "calf"
    (folder / "deep").mkdir(parents=True)
    path = folder / "deep" / "training.json"
    assert sync_service(path) == ""
    (folder / ".stfolder").mkdir()
    assert sync_service(path) == "Syncthing"
    assert names_in(folder / "missing") == ()


def test_no_more_than_a_bound_of_names_is_looked_at(tmp_path: Path) -> None:
    for number in range(MOST_NAMES + 1):
        (tmp_path / str(number)).touch()
    assert len(names_in(tmp_path)) == MOST_NAMES

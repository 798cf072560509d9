"""As whom PostgreSQL runs, and the sentence when root has no way."""

import os
import tempfile
from pathlib import Path

import pytest

from academy.services import account
from academy.services.refusals import CannotStart

STRANGER = 54321


def test_a_private_folder_on_the_way_is_named():
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        project = Path(name) / "project"
        project.mkdir()
        assert account.closed_folder([project], STRANGER, STRANGER) == Path(name)


def test_folders_open_to_all_are_no_obstacle():
    assert account.closed_folder([Path("/usr/bin")], STRANGER, STRANGER) is None


def test_the_owner_may_pass_a_private_folder(tmp_path):
    tmp_path.chmod(0o700)
    found = account.closed_folder([tmp_path], tmp_path.stat().st_uid, STRANGER)
    assert found != tmp_path


def test_an_ordinary_user_runs_it_as_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1234)
    chosen = account.choose(data=tmp_path / "postgres", reach=[tmp_path])
    assert (chosen.uid, chosen.namespace) == (1234, False)


def test_root_below_a_private_folder_steps_into_a_namespace(tmp_path, monkeypatch):
    tmp_path.chmod(0o700)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    chosen = account.choose(data=tmp_path / "postgres", reach=[tmp_path], can_namespace=lambda: True)
    assert chosen.namespace
    assert chosen.uid != 0


def test_root_without_a_way_is_told_which_folder_is_closed(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(account, "ordinary_account", lambda: (STRANGER, STRANGER))
    tmp_path.chmod(0o700)
    with pytest.raises(
        CannotStart, match=r"will not run as root, and the account .* may not enter /.*: move the project"
    ):
        account.choose(data=tmp_path / "postgres", reach=[tmp_path], can_namespace=lambda: False)

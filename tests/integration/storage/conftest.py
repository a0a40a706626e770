"""Folders for the tests that run an embedded PostgreSQL of their own."""

import subprocess

import pytest

from storage.embedded import EmbeddedPostgres


@pytest.fixture(scope="session")
def made_folder(tmp_path_factory):
    """A folder after one start and stop, to be copied: making the files takes a second."""
    folder = tmp_path_factory.mktemp("made") / "postgres"
    with EmbeddedPostgres(folder):
        pass
    return folder


@pytest.fixture
def empty_folder(tmp_path):
    return tmp_path / "postgres"


@pytest.fixture
def postgres_folder(made_folder, tmp_path):
    # A copy must keep its owner, which Python's own copying does not.
    subprocess.run(["/bin/cp", "-a", str(made_folder), str(tmp_path)], check=True)
    return tmp_path / "postgres"

"""The password: where it comes from, and which ones will do."""

from pathlib import Path

import pytest

from app.login.password import read_password
from corpus.errors import PasswordError


def written(folder: Path, text: bytes, mode: int = 0o600) -> Path:
    file = folder / "salasana"
    file.write_bytes(text)
    file.chmod(mode)
    return file


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYKALA_PASSWORD", raising=False)


def test_first_line_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYKALA_PASSWORD", "from elsewhere")
    file = written(tmp_path, "  päiväkoti 12 \nnot this\n".encode())
    assert read_password(file) == "päiväkoti 12"


def test_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_password() is None
    monkeypatch.setenv("PYKALA_PASSWORD", "päiväkoti-12")
    assert read_password() == "päiväkoti-12"


@pytest.mark.parametrize(
    ("text", "mode", "message"),
    [
        (b"", 0o600, "has 0 characters; take 8 or more"),
        (b"\nlong-enough\n", 0o600, "has 0 characters"),
        (b"short77\n", 0o600, "has 7 characters"),
        (b"long-enough\n", 0o640, "others may read this password"),
        (b"\xff\xfe\xff\xfe\xff\xfe", 0o600, "is not UTF-8"),
    ],
)
def test_passwords_that_will_not_do(tmp_path: Path, text: bytes, mode: int, message: str) -> None:
    file = written(tmp_path, text, mode)
    with pytest.raises(PasswordError, match=message) as raised:
        read_password(file)
    assert str(file) in str(raised.value)
    assert "long-enough" not in str(raised.value)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(PasswordError, match="cannot be opened"):
        read_password(tmp_path / "none")


def test_an_empty_variable_is_no_way_to_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYKALA_PASSWORD", "")
    with pytest.raises(PasswordError, match="PYKALA_PASSWORD: the password has 0 characters"):
        read_password()

"""A link whose packets are dropped: what it is told, and who may not lay one."""

import os
import shutil
import sys

import pytest

from scripts.measure.load import failover
from scripts.measure.load.servers import link
from scripts.measure.load.servers.link import Link


def test_a_link_has_two_ends_and_a_namespace() -> None:
    one = Link(7)
    assert (one.here, one.there, one.name) == ("10.213.7.1", "10.213.7.2", "pykala7")
    assert one.entering[:2] == ("nsenter", "--net=/run/netns/pykala7")


@pytest.mark.parametrize(
    ("percent", "rule"),
    [(0, "accept"), (30, "meta protocol ip numgen random mod 100 < 30 drop"), (100, "meta protocol ip drop")],
)
def test_so_many_of_a_hundred_packets_are_dropped(percent: int, rule: str) -> None:
    lines = [line.strip() for line in link._rules("pykala7a", percent).splitlines()]
    assert lines[:2] == ["table netdev pykala7a", "delete table netdev pykala7a"]
    assert lines[4:6] == ['type filter hook ingress device "pykala7a" priority 0;', rule]


def test_who_is_not_root_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(PermissionError, match="run this as root"):
        Link(7).make()
    monkeypatch.setattr(sys, "argv", ["failover", "documents", "questions", "--dropped", "replica"])
    with pytest.raises(SystemExit):
        failover.main()
    assert "--dropped: only root may lay a link whose packets are dropped" in capsys.readouterr().err


def test_who_lacks_a_program_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "nft" else f"/bin/{name}")
    with pytest.raises(FileNotFoundError, match=r"not installed: nft \(packages iproute2, nftables"):
        Link(7).make()


def test_a_server_is_lost_in_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    for more in (["--stopped", "primary", "--dropped", "primary"], ["--percent", "0"], ["--percent", "101"]):
        monkeypatch.setattr(sys, "argv", ["failover", "documents", "questions", *more])
        with pytest.raises(SystemExit):
            failover.main()

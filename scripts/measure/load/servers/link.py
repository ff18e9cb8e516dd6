"""A link of this machine's own whose packets can be dropped, as a cable that is cut or a network that is bad.

What runs behind it stands in a network namespace of its own (Linux), joined to this machine's by a pair of
virtual interfaces. At each end an nftables rule drops what comes in: nobody is told, neither who sends nor
who waits.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass

_PROGRAMS = ("ip", "nft", "nsenter", "setpriv")
_NET = "10.213"
NETWORK = f"{_NET}.0.0/16"
"""The addresses of all links."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link by its number, from 0 to 250; several may stand at once."""

    number: int

    @property
    def name(self) -> str:
        """The name of the namespace behind it."""
        return f"pykala{self.number}"

    @property
    def here(self) -> str:
        """The address of this machine on it."""
        return f"{_NET}.{self.number}.1"

    @property
    def there(self) -> str:
        """The address of what runs behind it."""
        return f"{_NET}.{self.number}.2"

    @property
    def entering(self) -> tuple[str, ...]:
        """What is put before a command to run it behind the link, as a user who is not root."""
        return (*self._inside, "setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups")

    @property
    def _inside(self) -> tuple[str, ...]:
        return ("nsenter", f"--net=/run/netns/{self.name}", "--")

    def make(self) -> None:
        """Lay it.

        Raises:
            PermissionError: this is not root, who alone may.
            FileNotFoundError: ip, nft, nsenter or setpriv is not installed.
            CalledProcessError: the system has no namespaces, or no nftables.
        """
        if os.geteuid() != 0:
            raise PermissionError("only root may lay a link whose packets are dropped: run this as root")
        missing = [one for one in _PROGRAMS if shutil.which(one) is None]
        if missing:
            raise FileNotFoundError(
                f"not installed: {', '.join(missing)} (packages iproute2, nftables, util-linux)"
            )
        self.remove()
        near, far = f"{self.name}a", f"{self.name}b"
        _run("ip", "netns", "add", self.name)
        _run("ip", "link", "add", near, "type", "veth", "peer", "name", far)
        _run("ip", "link", "set", far, "netns", self.name)
        _run("ip", "address", "add", f"{self.here}/30", "dev", near)
        _run("ip", "link", "set", near, "up")
        for words in (f"address add {self.there}/30 dev {far}", f"link set {far} up", "link set lo up"):
            _run("ip", "-n", self.name, *words.split())
        self.drop(0)

    def drop(self, percent: int) -> None:
        """Have so many of a hundred packets dropped from now on, each way: 100 cuts it, 0 mends it."""
        _run("nft", "-f", "-", given=_rules(f"{self.name}a", percent))
        _run(*self._inside, "nft", "-f", "-", given=_rules(f"{self.name}b", percent))

    def remove(self) -> None:
        """Take it away, and what is left of one of this number; what runs behind it should have ended."""
        words = (f"nft delete table netdev {self.name}a", f"ip link delete {self.name}a")
        for one in (*words, f"ip netns delete {self.name}"):
            subprocess.run(one.split(), check=False, capture_output=True)  # noqa: S603


def _rules(interface: str, percent: int) -> str:
    """What nft is told: of what comes in at an interface, so many of a hundred packets are dropped."""
    table = f"netdev {interface}"
    # Not ARP's: who asked for the address and got no answer would be told that there is no such machine.
    some = {0: "accept", 100: "meta protocol ip drop"}
    rule = some.get(percent, f"meta protocol ip numgen random mod 100 < {percent} drop")
    return (
        f"table {table}\ndelete table {table}\ntable {table} {{\n chain in {{\n"
        f'  type filter hook ingress device "{interface}" priority 0;\n  {rule}\n }}\n}}\n'
    )


def _run(*command: str, given: str = "") -> None:
    subprocess.run(command, check=True, capture_output=True, text=True, input=given)  # noqa: S603

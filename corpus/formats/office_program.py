"""Run as a program, in a process of its own: has LibreOffice make a DOCX of a file.

It is called with LibreOffice's path, a folder and the name of a file in it; what is made stands beside the
file. It writes a line when LibreOffice has ended by itself. LibreOffice's own processes, which it starts
several of, end with this one.
"""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

_MEMORY = 4 << 30  # bytes of addresses, most of which it never fills
_SECONDS = 60
_CLOCK = 400.0  # seconds, for a busy machine
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"
 oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop
 oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def main(program: str, folder: str, name: str) -> int:
    """Makes the DOCX; gives the exit status."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    profile = Path(folder) / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    asked = ["--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder]
    with subprocess.Popen(  # noqa: S603
        [program, f"-env:UserInstallation={profile.as_uri()}", *asked, str(Path(folder) / name)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"},
        start_new_session=True,
    ) as process:
        try:
            process.wait(_CLOCK)
        except subprocess.TimeoutExpired:
            return 1
        finally:
            with contextlib.suppress(OSError, AttributeError):
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()  # where there are no groups of processes
    sys.stdout.write("ended\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))

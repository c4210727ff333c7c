"""A server of Virtuoso 7, Debian's virtuoso-opensource, started for the test that uses it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

SETTINGS = """
[Database]
DatabaseFile = {home}/db
ErrorLogFile = {home}/log
LockFile = {home}/lock
TransactionFile = {home}/trx
xa_persistent_file = {home}/pxa
[TempDatabase]
DatabaseFile = {home}/temp
TransactionFile = {home}/temp.trx
[Parameters]
ServerPort = {isql}
NumberOfBuffers = 4000
MaxClientConnections = 4
ServerThreads = 6
DirsAllowed = {home}
[HTTPServer]
ServerPort = {http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 100000
"""


@pytest.fixture
def virtuoso(tmp_path: Path) -> Iterator[str]:
    program, isql = shutil.which("virtuoso-t"), shutil.which("isql-vt") or shutil.which("isql-v")
    if not program or not isql:
        pytest.skip("needs Virtuoso 7: apt-get install virtuoso-opensource")
    ports = {"isql": _free_port(), "http": _free_port()}
    home = tmp_path / "virtuoso"
    home.mkdir()
    (home / "virtuoso.ini").write_text(SETTINGS.format(home=home, **ports))
    command = [program, "+foreground", "+configfile", str(home / "virtuoso.ini")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=home) as process:
        try:
            grant = "GRANT SPARQL_UPDATE TO \"SPARQL\"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET('nobody', 7);"
            _wait([isql, f"127.0.0.1:{ports['isql']}", "dba", "dba", f"EXEC={grant}"], process)
            yield f"http://127.0.0.1:{ports['http']}/sparql"
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(command: list[str], process: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        if process.poll() is not None:
            pytest.skip(f"Virtuoso does not start here (exit code {process.returncode})")
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return
        time.sleep(0.5)
    pytest.skip("Virtuoso does not answer in two minutes")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

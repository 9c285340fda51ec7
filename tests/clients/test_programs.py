"""The programs are those that are pinned, and they reach nothing but loopback."""

import pytest

from tests.clients.environment import VENV


@pytest.mark.parametrize("asked", ["create_connection(('192.0.2.1', 80))", "getaddrinfo('example.org', 80)"])
def test_another_host_is_refused_before_it_is_asked(programs, asked):
    done = programs.run("python", "-c", f"import socket; socket.{asked}")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("PermissionError: only loopback is contacted by tests")


def test_they_run_in_their_own_environment(programs):
    done = programs.run("python", "-c", "import sys; print(sys.prefix)")
    assert done.stdout == f"{VENV}\n"
    assert programs.run("python", "-c", "import django").returncode == 1

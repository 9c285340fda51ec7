"""dev.py as people meet it: on a new machine, on a broken one, and the second time."""

import ast
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

DEV = Path(__file__).resolve().parents[2] / "dev.py"

# A project small enough to start at once: it notes what dev.py asks of it, and serves until it is stopped.
MANAGE = """
import os, pathlib, socket, sys, time

command = sys.argv[1]
with open("asked", "a") as asked:
    print(*sys.argv[1:], file=asked)
if command == "migrate":
    if "--check" in sys.argv:
        sys.exit(not os.path.exists("database"))
    pathlib.Path("database").touch()
if command == "demo_account":
    print("demo@example.org")
if command == "runserver":
    host, _, port = sys.argv[-1].rpartition(":")
    with socket.create_server((host, int(port))):
        time.sleep(60)
if command == "worker":
    time.sleep(float(os.environ.get("WORKER_LIVES", "60")))
"""


@pytest.fixture
def project(tmp_path):
    """A copy of dev.py in a folder of its own, loaded as a module: its paths lead into that folder."""
    shutil.copy(DEV, tmp_path)
    for lock in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / lock).write_text("# nothing\n")
    (tmp_path / "manage.py").write_text(MANAGE)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "countries.yaml").write_text("- th\n")
    spec = importlib.util.spec_from_file_location("dev_of_project", tmp_path / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def installed(project):
    """The project when its environment has been made: here it is this Python under another name."""
    project.PYTHON.parent.mkdir(parents=True)
    project.PYTHON.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    project.PYTHON.chmod(0o755)
    locks = ("requirements.txt", "requirements-dev.txt")
    project.write_stamp(
        project.INSTALLED, {lock: project.fingerprint([project.ROOT / lock]) for lock in locks}
    )
    return project


@pytest.fixture
def address():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    return f"127.0.0.1:{port}"


def dev(project, *arguments, **environment):
    return subprocess.run(
        [sys.executable, project.ROOT / "dev.py", *arguments],
        cwd="/",
        env=surroundings(environment),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def surroundings(changes):
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | changes


def assert_refused(ended, *words):
    """One line that says what to do, and no traceback."""
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    for word in words:
        assert word in ended.stderr


# What is missing is said in one line


def test_an_old_python_can_read_the_file():
    ast.parse(DEV.read_text(), feature_version=(3, 6))


def test_an_old_python_is_told_which_one_to_take(project):
    program = (
        "import runpy, sys; sys.version_info = (3, 8, 18, 'final', 0); sys.argv = ['dev.py', 'run']; "
        f"runpy.run_path({str(project.ROOT / 'dev.py')!r}, run_name='__main__')"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert_refused(ended, "Python 3.11 or newer", "this is 3.8", "python3.11 dev.py run")


def test_a_missing_venv_module_is_named_by_its_package(project, tmp_path):
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "ensurepip.py").write_text("raise ImportError\n")
    ended = dev(project, "test", PYTHONPATH=str(tmp_path / "without"))
    assert_refused(ended, "apt-get install python{}.{}-venv".format(*sys.version_info))


def test_a_port_in_use_is_refused_before_any_work(project):
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        host, port = server.getsockname()
        ended = dev(project, "run", f"{host}:{port}")
    assert_refused(ended, f"cannot serve on 127.0.0.1:{port}", "in use", "choose another address")
    assert not project.VAR.exists()


def test_a_folder_that_cannot_be_written_to_is_refused(project, address):
    project.VAR.write_text("a file where the folder should be")
    assert_refused(dev(project, "run", address), f"cannot write to {project.VAR}")


@pytest.mark.parametrize(
    "text", ["8000", ":8000", "127.0.0.1", "127.0.0.1:0", "localhost:65536", "a b:1", "::1:80"]
)
def test_a_bad_address_is_refused(project, text):
    with pytest.raises(project.Failed, match="write ADDR:PORT"):
        project.parse_address(text)


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("127.0.0.1:8000", ("127.0.0.1", 8000)),
        ("localhost:65535", ("localhost", 65535)),
        ("[::1]:80", ("[::1]", 80)),
    ],
)
def test_an_address_is_taken_apart(project, text, parsed):
    assert project.parse_address(text) == parsed


def test_a_host_that_does_not_exist_is_refused(project):
    with pytest.raises(project.Failed, match="cannot serve on nowhere"):
        project.require_free("nowhere.invalid", 8000)


def test_an_unknown_command_is_refused(project):
    assert_refused(dev(project, "serve"), "'serve'", "say run or test")


def test_help_names_the_two_commands(project):
    ended = dev(project, "--help")
    assert ended.returncode == 0
    assert "dev.py run [ADDR:PORT]" in ended.stdout
    assert "dev.py test [pytest arguments]" in ended.stdout


def test_a_command_that_fails_is_quoted(installed, address):
    (installed.ROOT / "manage.py").write_text("raise ValueError('no such table')\n")
    ended = dev(installed, "run", address)
    assert_refused(ended, "manage.py migrate failed: ValueError: no such table", "var/dev.log")


# The environment


def test_an_unfinished_environment_is_made_anew(installed):
    installed.INSTALLED.unlink()
    assert needs_venv(installed)


def test_an_environment_of_other_locks_is_made_anew(installed):
    (installed.ROOT / "requirements-dev.txt").write_text("# something else\n")
    assert needs_venv(installed)


def test_an_environment_whose_python_is_gone_is_made_anew(installed):
    installed.PYTHON.unlink()
    assert needs_venv(installed)


def needs_venv(project):
    """Whether `test` sets out to make .venv; a Python without ensurepip keeps it from going further."""
    (project.ROOT / "ensurepip.py").write_text("raise ImportError\n")
    ended = dev(project, "test", PYTHONPATH=str(project.ROOT))
    return "making .venv anew" in ended.stdout and "venv module" in ended.stderr


def test_a_fingerprint_follows_names_and_bytes(project):
    path = project.ROOT / "content" / "countries.yaml"
    before = project.fingerprint([path])
    assert project.fingerprint([path]) == before
    assert project.fingerprint([path.rename(path.with_name("nations.yaml"))]) != before
    path.write_text("- la\n")
    assert project.fingerprint([path]) != before


def test_a_stamp_is_read_as_it_was_written(project):
    project.write_stamp(project.ROOT / "stamp", {"requirements.txt": "a1", "content": "b2"})
    assert project.read_stamp(project.ROOT / "stamp") == {"requirements.txt": "a1", "content": "b2"}


@pytest.mark.parametrize("damage", [None, "half", "too many words"])
def test_a_damaged_stamp_says_that_nothing_was_done(project, damage):
    if damage:
        (project.ROOT / "stamp").write_text(damage)
    assert project.read_stamp(project.ROOT / "stamp") == {}


def test_the_secret_key_is_made_once_and_for_its_owner(project):
    path = project.ROOT / "secret_key"
    key = project.secret_key(path)
    assert len(key) >= 50
    assert path.stat().st_mode & 0o077 == 0
    assert project.secret_key(path) == key


def test_what_the_caller_has_set_wins(project, monkeypatch):
    project.VAR.mkdir()
    monkeypatch.setenv("SITE_URL", "https://sala.example")
    environment = project.development_environment("[::]", 8000)
    assert environment["SITE_URL"] == "https://sala.example"
    assert environment["ALLOWED_HOSTS"] == "*"


# run


def test_run_prepares_a_new_database_once(installed, address):
    asked = installed.ROOT / "asked"
    assert_refused(dev(installed, "run", address, WORKER_LIVES="0"), "the worker ended with status 0")
    assert asked.read_text().splitlines()[:4] == [
        "migrate --check",
        "migrate --no-input",
        "load_content content",
        "demo_account",
    ]

    asked.unlink()
    dev(installed, "run", address, WORKER_LIVES="0")
    assert asked.read_text().splitlines()[:2] == ["migrate --check", "demo_account"]

    asked.unlink()
    (installed.ROOT / "content" / "countries.yaml").write_text("- la\n")
    dev(installed, "run", address, WORKER_LIVES="0")
    assert "load_content content" in asked.read_text()

    asked.unlink()
    (installed.ROOT / "database").unlink()
    dev(installed, "run", address, WORKER_LIVES="0")
    assert "load_content content" in asked.read_text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_run_serves_until_it_is_stopped(installed, address, number):
    command = [sys.executable, installed.ROOT / "dev.py", "run", address]
    # Under nohup a hangup is ignored, and children inherit that: here it has to mean something.
    with subprocess.Popen(
        command,
        env=surroundings({}),
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # noqa: PLW1509 - one thread here
    ) as running:
        for line in running.stdout:
            if "Ctrl-C" in line:
                break
        assert accepts(address)
        running.send_signal(number)
        rest = running.stdout.read()
    assert running.returncode == 0
    assert "Stopping." in rest
    assert not accepts(address)


def test_run_ends_when_one_of_its_children_does(installed, address):
    ended = dev(installed, "run", address, WORKER_LIVES="1")
    assert_refused(ended, "the worker ended with status 0")
    assert f"http://{address}/admin/" in ended.stdout
    assert "demo@example.org" in ended.stdout
    assert "demo@example.org" not in installed.LOG.read_text()
    assert not accepts(address)


def accepts(address):
    host, port = address.split(":")
    try:
        socket.create_connection((host, int(port)), timeout=1).close()
    except OSError:
        return False
    return True


# test


@pytest.mark.parametrize(
    ("source", "status"), [("def test(): pass", 0), ("def test(): assert 0", 1), ("def unseen(): pass", 5)]
)
def test_the_status_is_that_of_pytest(installed, source, status):
    (installed.ROOT / "test_one.py").write_text(source)
    ended = dev(installed, "test", "test_one.py", PATH="/nowhere", PYTEST_DISABLE_PLUGIN_AUTOLOAD="1")
    assert ended.returncode == status
    assert ("no test was run" in ended.stderr) == (status == 5)
    assert "Not run: browser tests." in ended.stdout
    assert "Not run: the HTML checker." in ended.stdout
    assert "Not run: other people's programs against the API." in ended.stdout
    assert ("Not run: tests on PostgreSQL." in ended.stdout) != installed.is_listening("127.0.0.1", 5432)

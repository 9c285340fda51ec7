#!/usr/bin/env python3
"""Runs or tests Sala from a fresh clone, with nothing installed but Python and its venv module.

usage: python3 dev.py run [ADDR:PORT]           serve the site (default 127.0.0.1:8000) until Ctrl-C
       python3 dev.py test [pytest arguments]   run the test suite; --full runs its big matrices whole

Both first make what they need: the environment in .venv, and in var/ a database with the opening content.
What is up to date is left alone. DATABASE_URL chooses another database than SQLite.
"""

# Python 3.6 must be able to read this file, so that an older Python ends with a sentence, not a SyntaxError.

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VAR = ROOT / "var"
PYTHON = VENV / "bin" / "python"
INSTALLED = VENV / "installed"  # stamp: the locks whose packages are in .venv
LOADED = VAR / "content.loaded"  # stamp: the opening content that is in the database
LOG = VAR / "dev.log"  # what the command of the last step printed
HTML_CHECKER = ROOT / "tests/browser/node_modules/vnu-jar/build/dist/vnu.jar"
CLIENTS = ROOT / ".venv-clients" / "installed"
DEFAULT_ADDRESS = "127.0.0.1:8000"
LOOPBACK = ("127.0.0.1", "[::1]", "localhost")
ANY_HOST = ("0.0.0.0", "[::]")
HIGHEST_PORT = 65535
PYTEST_FOUND_NO_TESTS = 5


class Failed(Exception):
    """What went wrong and what to do about it, in one line."""


class Stopped(Exception):
    """Somebody asked dev.py to end: Ctrl-C, a signal, a closed terminal."""


def main(arguments):
    name, *rest = arguments or ["--help"]
    try:
        require_platform()
        if name in {"-h", "--help"}:
            say(__doc__.strip())
            return 0
        command = {"run": run, "test": test}.get(name)
        if not command:
            return fail(f"there is no command {name!r}: say run or test")
        listen_to_signals()
        return command(rest)
    except Failed as failure:
        return fail(failure)
    except OSError as error:
        return fail(f"{error.filename}: {error.strerror}" if error.filename else error)
    except Stopped as stopped:
        say("Stopped.")
        return 128 + stopped.args[0]


def require_platform():
    if sys.version_info < OLDEST_PYTHON:
        have, need = (".".join(map(str, version[:2])) for version in (sys.version_info, OLDEST_PYTHON))
        raise Failed(f"Sala needs Python {need} or newer and this is {have}: try python{need} dev.py run")
    if fcntl is None:
        raise Failed("dev.py needs Linux or macOS: on Windows, run it inside WSL")


def listen_to_signals():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup stays in force
            signal.signal(number, stop)


def stop(number, _frame):
    raise Stopped(number)


def say(text):
    print(text, flush=True)


def fail(message):
    print(f"dev.py: {message}", file=sys.stderr, flush=True)
    return 1


# The two commands


def run(arguments):
    if len(arguments) > 1:
        raise Failed("run takes one address at most: python3 dev.py run [ADDR:PORT]")
    host, port = parse_address(arguments[0] if arguments else DEFAULT_ADDRESS)
    require_free(host, port)
    with setting_up(steps=6) as step:
        environment = development_environment(host, port)
        install(step, ["requirements.txt"])
        compile_catalogues(step, environment)
        migrated = migrate(step, environment)
        load_content(step, environment, forget=migrated)
        step("demo account")
        say(manage("demo_account", environment=environment).rstrip())
        LOG.write_text("")  # a password was shown, once
    return serve(host, port, environment)


def test(arguments):
    with setting_up(steps=3) as step:
        install(step, ["requirements.txt", "requirements-dev.txt"])
        compile_catalogues(step, development_environment(*parse_address(DEFAULT_ADDRESS)))
    # In a terminal Ctrl-C reaches pytest as well, which ends by itself, with its summary.
    signal.signal(signal.SIGINT, lambda _number, _frame: None)
    pytest = subprocess.Popen([PYTHON, "-m", "pytest", *arguments], cwd=ROOT)
    try:
        status = pytest.wait()
    except Stopped:
        pytest.terminate()
        pytest.wait()
        raise
    for reason in tests_left_out():
        say(reason)
    if status == PYTEST_FOUND_NO_TESTS:
        fail("no test was run: check the pytest arguments")
    return status


def tests_left_out():
    """Yield a line for each kind of test that this machine cannot run."""
    if "DATABASE_URL" not in os.environ and not is_listening("127.0.0.1", 5432):
        yield "Not run: tests on PostgreSQL. Start one on 127.0.0.1:5432 or set DATABASE_URL."
    if not shutil.which("chromium"):
        yield "Not run: browser tests. Install Chromium (Debian, Ubuntu: apt-get install chromium)."
    if not (shutil.which("java") and HTML_CHECKER.exists()):
        yield "Not run: the HTML checker. Install Java and npm, then: npm ci --omit=dev --prefix tests/browser"
    if not CLIENTS.exists():
        yield "Not run: other people's programs against the API. Install npm, then: .venv/bin/python -m tests.clients.environment"


# The address


def parse_address(text):
    """Return host and port of `ADDR:PORT`; an IPv6 address keeps its brackets."""
    match = re.fullmatch(r"(\[[0-9A-Fa-f:]+\]|[\w.-]+):([0-9]{1,5})", text, re.ASCII)
    if not match or not 0 < int(match[2]) <= HIGHEST_PORT:
        raise Failed(f"{text!r} is no address: write ADDR:PORT, as in {DEFAULT_ADDRESS}")
    return match[1], int(match[2])


def require_free(host, port):
    """Refuse an address that cannot be served, before any long work."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
    except OSError as error:
        raise Failed(
            f"cannot serve on {host}:{port} ({error.strerror}): choose another address, "
            "as in python3 dev.py run 127.0.0.1:8080"
        ) from None


def is_listening(host, port):
    with contextlib.suppress(OSError), socket.create_connection((host.strip("[]"), port), timeout=1):
        return True
    return False


# Getting ready


@contextlib.contextmanager
def setting_up(steps):
    """Give the function that announces the next step. Meanwhile no other dev.py works on the same files."""
    numbers = iter(range(1, steps + 1))
    try:
        VAR.mkdir(exist_ok=True)
        lock = (VAR / "dev.lock").open("w")
    except OSError as error:
        raise Failed(
            f"cannot write to {VAR} ({error.strerror}): put the project where you may write"
        ) from None
    with lock:
        while not locked(lock):
            say("Another dev.py is getting ready here: waiting for it.")
            time.sleep(5)
        yield lambda text: say(f"[{next(numbers)}/{steps}] {text}")


def locked(file):
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def development_environment(host, port):
    """Return the variables for manage.py; those that are set already win."""
    defaults = {
        "DEBUG": "1",
        "SECRET_KEY": secret_key(VAR / "secret_key"),
        "SITE_URL": f"http://{LOOPBACK[0] if host in ANY_HOST else host}:{port}",
        "ALLOWED_HOSTS": "*" if host in ANY_HOST else ",".join([host, *LOOPBACK]),
    }
    return {**defaults, **os.environ}


def secret_key(path):
    """Return the key in the file, made at the first call and readable by its owner alone."""
    if not path.exists() or not path.read_text():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def install(step, locks):
    """Make .venv hold what the locks name. Two steps.

    An environment without a stamp was not finished, and one made from other locks may hold packages that are
    no longer named: both are made anew.
    """
    needed = {lock: fingerprint([ROOT / lock]) for lock in locks}
    installed = read_stamp(INSTALLED)
    changed = any(installed.get(lock, digest) != digest for lock, digest in needed.items())
    if installed and not changed and succeeds(PYTHON, "-c", ""):
        step("Python environment: up to date")
    else:
        step("Python environment: making .venv" + (" anew" if VENV.exists() else ""))
        make_venv()
        installed = {}
    if needed.items() <= installed.items():
        step("packages: up to date")
        return
    step("packages: installing " + " and ".join(locks))
    INSTALLED.unlink(missing_ok=True)
    command = [PYTHON, "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"]
    command += ["--no-input", "--progress-bar", "off", *(f"--requirement={lock}" for lock in locks)]
    try:
        execute("pip install", command, {**os.environ, "PIP_USER": "0"})
    except Failed as error:
        if "Retrying (Retry(" in LOG.read_text():
            raise Failed(f"cannot download the packages: check network and proxy. {error}") from None
        raise
    write_stamp(INSTALLED, {**installed, **needed})


def make_venv():
    if not succeeds(sys.executable, "-c", "import venv, ensurepip"):
        version = "python{}.{}".format(*sys.version_info[:2])
        raise Failed(
            f"{version} comes without its venv module: install it (Debian, Ubuntu: apt-get install {version}-venv) "
            "and run this command again"
        )
    execute("python -m venv", [sys.executable, "-m", "venv", "--clear", VENV], os.environ)


def compile_catalogues(step, environment):
    """Compile the translations first of all: without them Lao and Filipino would be rendered in English."""
    sources = (ROOT / "locale").glob("*/LC_MESSAGES/*.po")
    if all(is_newer(source.with_suffix(".mo"), source) for source in sources):
        step("translations: up to date")
        return
    step("translations: compiling")
    manage("compile_catalogues", environment=environment)


def is_newer(target, source):
    return target.exists() and target.stat().st_mtime >= source.stat().st_mtime


def migrate(step, environment):
    """Bring the database up to the models; return whether there was anything to do."""
    with contextlib.suppress(Failed):
        manage("migrate", "--check", environment=environment)
        step("database: up to date")
        return False
    step("database: migrating")
    manage("migrate", "--no-input", environment=environment)
    return True


def load_content(step, environment, *, forget):
    """Load what is new in content/; `forget` what was loaded when the database may be another."""
    if forget:
        LOADED.unlink(missing_ok=True)
    files = sorted(path for path in (ROOT / "content").rglob("*") if path.is_file())
    database = hashlib.sha256(environment.get("DATABASE_URL", "").encode()).hexdigest()
    current = {"content": fingerprint(files), "database": database}
    if read_stamp(LOADED) == current:
        step("opening content: up to date")
        return
    step("opening content: loading")
    manage("load_content", "content", environment=environment)
    write_stamp(LOADED, current)


def fingerprint(paths):
    """Return one digest of the names and bytes of the files."""
    digest = hashlib.sha256()
    for path in paths:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(ROOT)} {content}\n".encode())
    return digest.hexdigest()


def read_stamp(path):
    """Return the digests by name; a missing or damaged stamp says that nothing was done."""
    try:
        return dict(line.split() for line in path.read_text().splitlines())
    except (OSError, ValueError):
        return {}


def write_stamp(path, digests):
    path.write_text("".join(f"{name} {digest}\n" for name, digest in digests.items()))


# Other processes


def manage(*arguments, environment):
    return execute(f"manage.py {arguments[0]}", [PYTHON, "manage.py", *arguments], environment)


def succeeds(*command):
    with contextlib.suppress(OSError):
        return not subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode
    return False


def execute(name, command, environment):
    """Run a command to its end, with a sign of life every ten seconds, and return what it printed."""
    with LOG.open("w") as log:
        child = start(command, environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
    seconds = 0
    try:
        while child.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=10)
                break
            seconds += 10
            say(f"      {seconds} s: {last_line(LOG.read_text())[:90]}")
    finally:
        end(child)
    output = LOG.read_text()
    if child.returncode:
        raise Failed(f"{name} failed: {telling_line(output)} (all it said: {LOG.relative_to(ROOT)})")
    return output


def last_line(output):
    return next((line.strip() for line in reversed(output.splitlines()) if line.strip()), "no output yet")


def telling_line(output):
    """Return the last line that names an error, or else the last line."""
    errors = re.findall(r"^[\w.]*(?:ERROR|Error|Exception|Configured)\b.*", output, re.MULTILINE)
    return errors[-1] if errors else last_line(output)


def start(command, environment, **pipes):
    """Start a child in a session of its own, so that it is ended by `end` alone and with all it started."""
    environment = {**environment, "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, **pipes)


def end(*children):
    for number, seconds in ((signal.SIGTERM, 10), (signal.SIGKILL, None)):
        running = [child for child in children if child.poll() is None]
        for child in running:
            os.killpg(child.pid, number)
        for child in running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(seconds)


def serve(host, port, environment):
    """Run the web server and the worker until somebody stops them or one of them ends."""
    children = {}
    try:
        for name, *command in (("server", "runserver", "--noreload", f"{host}:{port}"), ("worker", "worker")):
            children[name] = start([PYTHON, "manage.py", *command], environment)
        while not is_listening(host, port):
            require_running(children)
        announce(host, environment)
        while True:
            require_running(children)
    except Stopped:
        say("Stopping.")
        return 0
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        end(*children.values())


def require_running(children):
    time.sleep(0.2)
    for name, child in children.items():
        if child.poll() is not None:
            raise Failed(f"the {name} ended with status {child.returncode}: the lines above say why")


def announce(host, environment):
    site = environment["SITE_URL"]
    say(f"\nSala   {site}/")
    say(f"Admin  {site}/{environment.get('ADMIN_PATH', 'admin')}/  (sign in with the demo account of step 6)")
    if host not in LOOPBACK:
        say("Whoever reaches this machine can sign in as well, if they know the demo account's password.")
    say("Ctrl-C stops it.\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

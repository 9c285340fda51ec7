"""Measures five pages with Lighthouse as a phone of the middle of the market loads them, on a portal as in production.

python -m tests.browser.lighthouse   ends with 1 where accessibility, best practices or SEO is not whole
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser.chromium import CHROMIUM, FLAGS
from tests.browser.kinds import KINDS
from tests.engines import ROOT, run
from tests.site.serving import production

MEASURED = ("home", "library", "case-study", "country", "conference")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
WHOLE = CATEGORIES[1:]  # these have to be 100; speed is told
TIMES = {
    "first-contentful-paint": "FCP",
    "largest-contentful-paint": "LCP",
    "total-blocking-time": "TBT",
    "cumulative-layout-shift": "CLS",
}
PASSES = 3
LONGEST = 180  # seconds for one pass
PROGRAM = ROOT / "tests/browser/node_modules/lighthouse/cli/index.js"


def measure(address: str) -> dict:
    """One pass: Lighthouse's report, as its own JSON."""
    command = [shutil.which("node"), PROGRAM, address, "--output=json", "--output-path=stdout", "--quiet"]
    command += [
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=" + " ".join(["--headless=new", *FLAGS]),
    ]
    command += ["--no-enable-error-reporting"]
    done = subprocess.run(
        command,
        env=os.environ | {"CHROME_PATH": CHROMIUM},
        capture_output=True,
        text=True,
        check=True,
        timeout=LONGEST,
    )
    return json.loads(done.stdout)


def medians(reports: list[dict]) -> dict[str, float]:
    """By category of 100, and by time in milliseconds (CLS without a unit)."""
    scores = {
        name: statistics.median(round(report["categories"][name]["score"] * 100) for report in reports)
        for name in CATEGORIES
    }
    times = {
        short: statistics.median(round(report["audits"][name]["numericValue"], 3) for report in reports)
        for name, short in TIMES.items()
    }
    return scores | times


def shortcomings(report: dict) -> list[str]:
    """The audits of what has to be whole that a page does not pass."""
    named = {
        audit["id"] for name in WHOLE for audit in report["categories"][name]["auditRefs"] if audit["weight"]
    }
    return [
        f"{name}: {report['audits'][name]['title']}"
        for name in sorted(named)
        if report["audits"][name]["score"] not in (None, 1)
    ]


def main() -> int:
    """Measure, tell, and say whether all is whole."""
    fell_short = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "db.sqlite3"
        for command in (("migrate", "--verbosity=0"), ("load_content", "content")):
            run(f"sqlite:///{database}", "manage.py", *command)
        with production(database, folder) as origin:
            for kind in (kind for kind in KINDS if kind.name in MEASURED):
                reports = [measure(origin + kind.address("en")) for _pass in range(PASSES)]
                print(kind.name, json.dumps(medians(reports)), flush=True)  # noqa: T201 - it is run by hand
                fell_short += [f"{kind.name}: {what}" for what in shortcomings(reports[-1])]
    for line in fell_short:
        print(line)  # noqa: T201
    return bool(fell_short)


if __name__ == "__main__":
    sys.exit(main())

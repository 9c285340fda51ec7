"""Collected static files of ours without what only their authors read: comments and indentation are a tenth of a first visit."""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = {"site.css", "more.css", "site.js"}  # what readers load with pages
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class SlimStaticFiles(CompressedManifestStaticFilesStorage):
    """Slims ours, then compresses and names everything by its content."""

    def _save(self, name, content):
        if name not in OURS:
            return super()._save(name, content)
        return super()._save(name, ContentFile(slim(name, content.read().decode()).encode()))


def slim(name: str, text: str) -> str:
    """The same sheet or script. A comment of a script has lines of its own: none is looked for within a line."""
    if name.endswith(".css"):
        text = CSS_COMMENT.sub("", text)
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not (name.endswith(".js") and line.startswith("//")))

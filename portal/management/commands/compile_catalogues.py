"""Compiles the message catalogues with Babel, so that nobody needs GNU gettext to run the site."""

import io
import re
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

# Babel reads an unclosed string or a stray word without a murmur; msgfmt would refuse them.
LINE = re.compile(r'(#.*|((msgctxt|msgid|msgid_plural|msgstr|msgstr\[[0-9]\]) +)?"([^"\\]|\\.)*")?')

# makemessages writes two plural forms also where a language has one; msgfmt passes over an empty one, Babel not.
EMPTY_FORM = re.compile(r'^(#~ )?msgstr\[[1-9]\] ""$(?!\n(#~ )?")', re.MULTILINE)


class Command(BaseCommand):
    help = "Compiles every .po file below locale/ that is newer than its .mo file."
    requires_system_checks = ()  # it needs no table and no page, and runs before either is ready

    def handle(self, **options):
        for directory in map(Path, settings.LOCALE_PATHS):
            for source in sorted(directory.glob("*/LC_MESSAGES/*.po")):
                target = source.with_suffix(".mo")
                if not is_current(target, source):
                    count = compile_catalogue(source, target)
                    self.stdout.write(f"{source.relative_to(directory)}: {count} messages")


def is_current(target, source):
    return target.exists() and target.stat().st_mtime >= source.stat().st_mtime


def compile_catalogue(source, target):
    """Write the binary catalogue and return how many messages it holds. Fuzzy ones wait for a reader."""
    text = EMPTY_FORM.sub("", "\n".join(lines(source)))
    try:
        catalogue = read_po(io.StringIO(text), abort_invalid=True)
    except PoFileError as error:
        message, _, _ = str(error).rpartition(" on ")  # Babel's own line number begins at 0
        raise CommandError(f"{source}:{error.lineno + 1}: {message}") from error
    for message in list(catalogue):
        if message.id and (message.fuzzy or not is_translated(message)):
            catalogue.delete(message.id, message.context)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    unfinished = target.with_suffix(".tmp.mo")  # replaced in one go: half a catalogue would look up to date
    unfinished.write_bytes(compiled.getvalue())
    unfinished.replace(target)
    return len(catalogue)


def lines(source):
    """Yield the lines of a .po file, or refuse the first that is none."""
    for number, line in enumerate(source.read_bytes().splitlines(), start=1):
        try:
            text = line.decode().strip()
        except UnicodeDecodeError:
            raise CommandError(f"{source}:{number}: not UTF-8") from None
        if not LINE.fullmatch(text):
            raise CommandError(f"{source}:{number}: not a line of a catalogue: {text}")
        yield text


def is_translated(message):
    return all(message.string) if message.pluralizable else bool(message.string)

"""The catalogues come out as GNU gettext's own would, and a broken one is named by file and line."""

import gettext
import os

import pytest
from django.core.management import CommandError, call_command

HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: lo\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
MESSAGES = """\
msgid "Country"
msgstr "ປະເທດ"

msgctxt "of a case"
msgid "State"
msgstr "ສະຖານະ"

msgid "Not yet"
msgstr ""

#, fuzzy
msgid "Guessed"
msgstr "ເດົາ"

msgid "%d case"
msgid_plural "%d cases"
msgstr[0] "%d ກໍລະນີ"

msgid "%d page"
msgid_plural "%d pages"
msgstr[0] ""
msgstr[1] ""

#~ msgid "%d file"
#~ msgid_plural "%d files"
#~ msgstr[0] ""
#~ msgstr[1] ""
"""


@pytest.fixture
def source(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    path = tmp_path / "lo" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + MESSAGES)
    return path


def test_only_what_is_translated_and_checked_is_compiled(source, capsys):
    call_command("compile_catalogues")
    assert capsys.readouterr().out == "lo/LC_MESSAGES/django.po: 3 messages\n"
    with source.with_suffix(".mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Country") == "ປະເທດ"
    assert catalogue.pgettext("of a case", "State") == "ສະຖານະ"
    assert catalogue.ngettext("%d case", "%d cases", 2) == "%d ກໍລະນີ"
    assert catalogue.ngettext("%d page", "%d pages", 2) == "%d pages"
    assert [catalogue.gettext(text) for text in ("Guessed", "Not yet")] == ["Guessed", "Not yet"]


def test_a_catalogue_is_compiled_again_only_when_its_source_is_newer(source, capsys):
    call_command("compile_catalogues")
    compiled = source.with_suffix(".mo").stat()
    capsys.readouterr()
    call_command("compile_catalogues")
    assert capsys.readouterr().out == ""
    os.utime(source, ns=(compiled.st_mtime_ns + 1_000_000,) * 2)
    call_command("compile_catalogues")
    assert "django.po" in capsys.readouterr().out
    assert [path.name for path in source.parent.glob("*.mo")] == ["django.mo"]


@pytest.mark.parametrize(
    ("broken", "line", "reason"),
    [
        ('msgid "Country\nmsgstr "x"\n', 7, "not a line of a catalogue"),
        ('msgid "Country"\nmsgstr "x"\nstray\n', 9, "not a line of a catalogue"),
        ('msgid "Country"\n\nmsgid "Agency"\nmsgstr "x"\n', 7, "missing msgstr"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] ""\n"y"\n', 7, "more translations"),
        ('msgid "Country"\nmsgstr "caf\xe9"\n', 8, "not UTF-8"),
    ],
)
def test_a_broken_catalogue_is_named_by_file_and_line(source, broken, line, reason):
    source.write_bytes(HEADER.encode() + broken.encode("latin-1"))
    with pytest.raises(CommandError, match=reason) as refused:
        call_command("compile_catalogues")
    assert str(refused.value).startswith(f"{source}:{line}: ")
    assert not source.with_suffix(".mo").exists()

"""Which languages of the interface have been read by a native speaker: told on the languages page and to translators."""

from portal.languages.codes import CODES, DEFAULT

# English is what the others are translated from. Whoever reviews a catalogue adds its code, here and in
# docs/translating.md.
REVIEWED: tuple[str, ...] = ()
UNREVIEWED = tuple(code for code in CODES if code not in (DEFAULT, *REVIEWED))

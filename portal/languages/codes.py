"""The site's languages: codes, own names, scripts. One list for interface and content."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """A site language. `code` is BCP 47, `name` its own name, `script` ISO 15924."""

    code: str
    name: str
    english: str
    script: str


SITE_LANGUAGES = (
    Language("en", "English", "English", "Latn"),
    Language("th", "ไทย", "Thai", "Thai"),
    Language("lo", "ລາວ", "Lao", "Laoo"),
    Language("km", "ខ្មែរ", "Khmer", "Khmr"),
    Language("my", "မြန်မာ", "Burmese", "Mymr"),
    Language("vi", "Tiếng Việt", "Vietnamese", "Latn"),
    Language("id", "Bahasa Indonesia", "Indonesian", "Latn"),
    Language("ms", "Bahasa Melayu", "Malay", "Latn"),
    Language("fil", "Filipino", "Filipino", "Latn"),
    Language("ko", "한국어", "Korean", "Kore"),
)
CODES = tuple(language.code for language in SITE_LANGUAGES)
DEFAULT = "en"
BY_CODE = {language.code: language for language in SITE_LANGUAGES}

# What Django does not know by itself, in the shape of django.conf.locale.LANG_INFO.
UNKNOWN_TO_DJANGO = {
    code: {
        "bidi": False,
        "code": code,
        "name": BY_CODE[code].english,
        "name_local": BY_CODE[code].name,
    }
    for code in ("lo", "fil")
}

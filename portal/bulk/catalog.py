"""What there is to download, for catalogues of data: DCAT-AP 3.0.1."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.bulk.cuts import Cut
from portal.bulk.package import LICENCE
from portal.bulk.rdf import IRI, TYPE, Statement, Text
from portal.bulk.records import file_of, mirrored
from portal.bulk.tables import TABLES
from portal.languages.codes import CODES, DEFAULT
from portal.publishing.render import LICENCES

AUTHORITY = "http://publications.europa.eu/resource/authority/"
IANA = "https://www.iana.org/assignments/media-types/"
PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# ISO 639-3, as the list of the EU Publications Office has them.
ISO_639_3 = {
    "en": "ENG", "th": "THA", "lo": "LAO", "km": "KHM", "my": "MYA",
    "vi": "VIE", "id": "IND", "ms": "MSA", "fil": "FIL", "ko": "KOR",
}  # fmt: skip
DESCRIPTION = _(
    "Case studies, conferences and lessons of governments about digital public services, with countries, agencies, "
    "people and sources. Everything that is published, to be downloaded at once or asked for by program."
)
OF_A_KIND = _("All that is published, with every text in each language in which it exists.")
OF_THE_API = _("Lists, records, search and changes as JSON, without a key.")
AS_LINES = _("JSON Lines: one record a line, with all translations")
AS_ROWS = _("CSV: one table")

Words = Callable[[], str]  # in the active language


@dataclass
class _Dataset:
    """A table, and the files in which it can be had."""

    name: str
    title: Words
    description: Words
    page: str
    files: list[str] = field(default_factory=list)


def statements(cut: Cut | None) -> Iterator[Statement]:
    """All that is said; sizes and hashes only of a cut that is there."""
    datasets = _datasets()
    yield from _catalog(cut, datasets)
    yield from _people()
    yield from _service(datasets)
    for dataset in datasets:
        yield from _dataset(cut, dataset)
        for file in dataset.files:
            yield from _distribution(cut, dataset, file)


def _datasets() -> list[_Dataset]:
    """One for each kind of record and each table; a kind and a table of one name are one."""
    found = {}
    for kind in mirrored():
        title = lambda kind=kind: capfirst(kind.counted(2))  # noqa: E731 - said in each language later
        path = f"/{DEFAULT}/{kind.path}" if hasattr(kind, "model") else f"/api/v1/{kind.path}"
        found[kind.path] = _Dataset(kind.path, title, lambda: str(OF_A_KIND), path, [file_of(kind)])
    for table in TABLES:
        told = _Dataset(
            table.name,
            lambda table=table: str(table.title),
            lambda table=table: str(table.description),
            "/bulk",
        )
        found.setdefault(table.name, told).files.append(table.file)
    return list(found.values())


def _catalog(cut: Cut | None, datasets: list[_Dataset]) -> Iterator[Statement]:
    own = _at("catalog")
    yield own, TYPE, IRI("dcat:Catalog")
    yield own, "dct:title", Text(settings.SITE_NAME, DEFAULT)
    yield from _said(own, "dct:description", lambda: str(DESCRIPTION))
    yield from _published(own)
    yield own, "foaf:homepage", IRI(f"{settings.SITE_URL}/")
    for code in CODES:
        yield own, "dct:language", IRI(f"{AUTHORITY}language/{ISO_639_3[code]}")
    yield from _dated(own, cut)
    yield own, "dcat:service", IRI(_at("api"))
    for dataset in datasets:
        yield own, "dcat:dataset", IRI(_at(dataset.name))
    yield f"{settings.SITE_URL}/", TYPE, IRI("foaf:Document")


def _people() -> Iterator[Statement]:
    own = _at("publisher")
    yield own, TYPE, IRI("foaf:Agent")
    yield own, "foaf:name", Text(settings.SITE_NAME, DEFAULT)
    yield own, "foaf:homepage", IRI(f"{settings.SITE_URL}/")
    if contact := settings.DATA_CONTACT:
        yield _at("contact"), TYPE, IRI("vcard:Kind")
        yield _at("contact"), "vcard:fn", Text(settings.SITE_NAME)
        is_mail = "@" in contact and ":" not in contact
        yield (
            _at("contact"),
            "vcard:hasEmail" if is_mail else "vcard:hasURL",
            IRI(f"mailto:{contact}" if is_mail else contact),
        )


def _service(datasets: list[_Dataset]) -> Iterator[Statement]:
    own = _at("api")
    yield own, TYPE, IRI("dcat:DataService")
    yield own, "dct:title", Text(f"{settings.SITE_NAME} API", DEFAULT)
    yield from _said(own, "dct:description", lambda: str(OF_THE_API))
    yield from _published(own)
    yield own, "dcat:endpointURL", IRI(f"{settings.SITE_URL}/api/v1")
    yield own, "dcat:endpointDescription", IRI(f"{settings.SITE_URL}/api/v1/openapi.json")
    for dataset in datasets:
        yield own, "dcat:servesDataset", IRI(_at(dataset.name))


def _dataset(cut: Cut | None, dataset: _Dataset) -> Iterator[Statement]:
    own = _at(dataset.name)
    yield own, TYPE, IRI("dcat:Dataset")
    yield from _said(own, "dct:title", dataset.title)
    yield from _said(own, "dct:description", dataset.description)
    yield own, "dct:identifier", Text(own)
    yield from _published(own)
    page = settings.SITE_URL + dataset.page
    yield own, "dcat:landingPage", IRI(page)
    yield page, TYPE, IRI("foaf:Document")
    yield own, "dct:accrualPeriodicity", IRI(f"{AUTHORITY}frequency/DAILY")
    yield own, "dcat:theme", IRI(f"{AUTHORITY}data-theme/GOVE")
    yield from _dated(own, cut)
    if cut:
        yield own, "dcat:version", Text(str(cut.seq))
    for file in dataset.files:
        yield own, "dcat:distribution", IRI(_distribution_at(file))


def _distribution(cut: Cut | None, dataset: _Dataset, name: str) -> Iterator[Statement]:
    own, address = _distribution_at(name), f"{settings.SITE_URL}/bulk/{name}"
    is_rows = name.endswith(".csv.gz")
    yield own, TYPE, IRI("dcat:Distribution")
    yield from _said(own, "dct:title", lambda: str(AS_ROWS if is_rows else AS_LINES))
    yield own, "dcat:accessURL", IRI(f"{settings.SITE_URL}/bulk")
    yield own, "dcat:downloadURL", IRI(address)
    yield own, "dct:license", IRI(LICENCES[LICENCE])
    yield own, "dct:format", IRI(f"{AUTHORITY}file-type/{'CSV' if is_rows else 'JSON'}")
    if is_rows:  # JSON Lines have no registered type
        yield own, "dcat:mediaType", IRI(f"{IANA}text/csv")
    yield own, "dcat:compressFormat", IRI(f"{IANA}application/gzip")
    yield own, "dcat:accessService", IRI(_at("api"))
    file = cut and cut.files.get(name)
    if file:
        hashed = f"{own}-sha256"
        yield own, "dcat:byteSize", Text(str(file.bytes), datatype="xsd:nonNegativeInteger")
        yield own, "spdx:checksum", IRI(hashed)
        yield hashed, TYPE, IRI("spdx:Checksum")
        yield hashed, "spdx:algorithm", IRI("spdx:checksumAlgorithm_sha256")
        yield hashed, "spdx:checksumValue", Text(file.sha256, datatype="xsd:hexBinary")


def _published(own: str) -> Iterator[Statement]:
    yield own, "dct:publisher", IRI(_at("publisher"))
    yield own, "dct:license", IRI(LICENCES[LICENCE])
    if settings.DATA_CONTACT:
        yield own, "dcat:contactPoint", IRI(_at("contact"))


def _dated(own: str, cut: Cut | None) -> Iterator[Statement]:
    if cut:
        yield own, "dct:modified", Text(cut.created, datatype="xsd:dateTime")


def _said(own: str, name: str, words: Words) -> Iterator[Statement]:
    """What is said, in each language in which it is said otherwise than in English."""
    with translation.override(DEFAULT):
        english = words()
    yield own, name, Text(english, DEFAULT)
    for code in CODES:
        with translation.override(code):
            told = words()
        if told != english:
            yield own, name, Text(told, code)


def _at(name: str) -> str:
    return f"{settings.SITE_URL}/bulk#{name}"


def _distribution_at(file: str) -> str:
    return _at(file.removesuffix(".gz").replace(".", "-"))

"""The one declaration of how a kind of record is public. Parts, links and translated fields are read from the model."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from django.utils.translation import gettext
from rest_framework import serializers

from portal.publishing import addresses
from portal.publishing.tables import SORT_KEYS

Reader = Callable[[dict], object]


class Values(Enum):
    """What the values of a range are."""

    DATE = "date"  # as precise as it is known: 2021, 2021-11 or 2021-11-15
    NUMBER = "number"


@dataclass(frozen=True)
class Panel:
    """On the pages of what it names, a kind shows those of its records whose facet holds that page's id."""

    on: str  # the kind on whose pages it appears
    facet: str
    heading: str
    sort: str = ""
    limit: int = 12
    narrowed_by: str = ""  # a facet whose values lead on to fewer of them


@dataclass(frozen=True)
class Compared:
    """A row of the table in which records of a kind stand side by side."""

    name: str  # by which it is called: a field, or a list of parts
    shown: str  # how: a template in `components/compared`
    read: Reader  # of the body
    heading: str = ""  # where it is no field's
    facet: str = ""  # by its values, others like the record are suggested


class Kind:
    """What is common to all kinds of public things: how they are listed, filtered and sorted."""

    kind: ClassVar[str]
    path: ClassVar[str]  # plural, in addresses of pages and API
    serializer: ClassVar[type[serializers.Serializer]]
    card: ClassVar[tuple[str, ...]] = ()  # serializer fields of the list shape
    card_extracts: ClassVar[dict[str, Reader]] = {}  # what the list shape holds besides: name -> reader(body)
    facets: ClassVar[dict[str, Reader]] = {}  # name -> reader(document): a value or several
    facet_notes: ClassVar[dict[str, str]] = {}  # what a facet's name does not say, for those who filter by it
    linked: ClassVar[tuple[str, ...]] = ()  # facets whose values are public ids
    choices: ClassVar[dict[str, tuple[str, ...]]] = {}  # facets with a closed vocabulary: its codes
    sorts: ClassVar[dict[str, Reader]] = {}  # name -> reader(body); at most SORT_KEYS, append only
    default_sort: ClassVar[str] = ""
    # Sorts by which lists can be cut besides: their name -> what their values are.
    ranges: ClassVar[dict[str, Values]] = {}
    # Facets whose values are ids of kinds with a facet `parent`: who asks for one asks for all below it.
    trees: ClassVar[tuple[str, ...]] = ()
    # By what of its parts it is filtered, all on one of them: prefix, which is the parts' kind -> facets and ranges.
    filtered_by_parts: ClassVar[dict[str, tuple[str, ...]]] = {}
    is_listed_apart: ClassVar[bool] = (
        False  # only in lists of its own, not where everything is searched or counted
    )
    place: ClassVar[int] = 9  # among the kinds, where everything is shown together; lowest first
    # What it is found by: paths into the body, `lessons.text`. "A" are its names, the first its title; "B" texts.
    search: ClassVar[dict[str, tuple[str, ...]]] = {"A": (), "B": ()}

    schema: ClassVar[str] = "Thing"  # what schema.org calls one of it

    called: ClassVar[tuple] = ()  # one of it, several; a Publication's are its model's

    registry: ClassVar[dict[str, "Kind"]] = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if "kind" not in vars(cls):
            return
        if len(cls.sorts) > SORT_KEYS or cls.default_sort.lstrip("-") not in cls.sorts:
            raise TypeError(f"{cls.__name__}: at most {SORT_KEYS} sorts, default_sort one of them")
        Kind.registry[cls.kind] = cls()
        addresses.register(cls.kind, cls.path)

    @staticmethod
    def of(kind: str) -> "Kind":
        """The declaration of a kind; KeyError if there is none."""
        return Kind.registry[kind]

    @staticmethod
    def at(path: str) -> "Kind":
        """The declaration of the kind that lives at a path; KeyError if there is none."""
        return (
            next((kind for kind in Kind.registry.values() if kind.path == path), None) or Kind.registry[path]
        )

    def counted(self, count: int) -> str:
        """What one of the kind is called, or several."""
        return str(self.called[count != 1])

    def facet_values(self, document: dict) -> dict[str, set[str]]:
        """Each facet's values of a document, as text; empty ones are left out."""
        found = {}
        for name, reader in self.facets.items():
            read = reader(document)
            several = read if isinstance(read, list | tuple | set | dict) else (read,)
            if values := {str(value) for value in several if value not in (None, "")}:
                found[name] = values
        return found


class PartPublication(Kind):
    """A part that the API addresses by itself. Its Entry is written by its record's publication.

    Facet readers get the part's dict with `record` (the whole document) beside its fields, serializers with `whole`.
    """

    name_field: ClassVar[str] = "text"


class Publication(Kind):
    """How a type of record is public."""

    model: ClassVar[type]
    parts: ClassVar[dict[str, type[PartPublication]]] = {}  # name of the parts in the document -> kind
    derived: ClassVar[dict[str, Reader]] = {}  # computed values for the serializer: name -> reader(document)
    # What other records show of this one in return: name -> reader(document): {their id: a value to sort by}.
    backlinks: ClassVar[dict[str, Callable[[dict], dict[str, str]]]] = {}
    # Of what fields, parts or kind values of the body are made whose names do not say it; "" for what is not compared.
    labels: ClassVar[dict[str, str]] = {}
    is_reviewed: ClassVar[bool] = False  # whether somebody else has to read it before it is published
    # Values that a record's fields have when agencies may ask to take it over; None: no agency may.
    claimable: ClassVar[dict[str, str] | None] = None
    # Backlinks of what it cites that its serializer shows, too: {cited id: {name: {their id: value}}} as `around`.
    around: ClassVar[tuple[str, ...]] = ()
    panels: ClassVar[tuple[Panel, ...]] = ()
    # Facets in which a record is like others: its page shows some that share most values.
    related_by: ClassVar[tuple[str, ...]] = ()
    # Whether its page tells of more than it and its neighbours: then every publication makes it anew.
    looks_around: ClassVar[bool] = False
    # What is put side by side where several of its records are compared; empty: they are not.
    compared: ClassVar[tuple[Compared, ...]] = ()
    # Besides its name, by what others are found that cite it: reader(document): [(language or "", name)].
    other_names: ClassVar[Callable[[dict], list[tuple[str, str]]]] = staticmethod(lambda document: [])
    # For programs, read from the public record. `portal.exchange` says in which shapes.
    linked_data: ClassVar[Reader] = staticmethod(lambda record: {})  # what schema.org has words for
    citation: ClassVar[Reader | None] = None  # how it is cited; None: it is not
    calendar: ClassVar[Reader | None] = None  # its events; None: it has no days
    sign: ClassVar[Reader] = staticmethod(
        lambda record: ""
    )  # its code in capitals, or a figure of the loom's

    @staticmethod
    def all() -> list["Publication"]:
        """Every Publication, in the order of declaration."""
        return [kind for kind in Kind.registry.values() if isinstance(kind, Publication)]

    @staticmethod
    def of_record(record) -> "Publication":
        """The Publication of a record or of its model."""
        return Kind.registry[record.kind_name()]

    @property
    def is_citable(self) -> bool:
        """Whether its records say how they are cited."""
        return self.citation is not None

    @property
    def has_calendar(self) -> bool:
        """Whether its records have days."""
        return self.calendar is not None

    @property
    def called(self) -> tuple:
        """What one of them is called, and several."""
        return self.model._meta.verbose_name, self.model._meta.verbose_name_plural

    def name(self, document: dict, language: str) -> str:
        """What the record is called in a language, "" if it has no name in it."""
        return document["texts"].get(language, {}).get(self.model.name_field, "")

    def is_claimable(self, document: dict) -> bool:
        """Whether an agency may ask to take the record over, as long as it has no owner."""
        fields = document["fields"]
        return self.claimable is not None and all(
            fields.get(name) == value for name, value in self.claimable.items()
        )

    def check(self, document: dict) -> list[str]:
        """Why the document cannot be published, in sentences for its editor; empty if it can."""
        original = document["fields"]["source_language"]
        return (
            []
            if self.name(document, original)
            else [
                gettext("It has no %(field)s in its original language.")
                % {"field": self.model._meta.get_field(self.model.name_field).verbose_name}
            ]
        )


def field(name: str) -> Reader:
    """A facet reader: the field's value."""
    return lambda document: document["fields"].get(name)


def link(name: str) -> Reader:
    """A facet reader: the ids of a many-to-many field."""
    return lambda document: document["links"].get(name, ())


def year(name: str) -> Reader:
    """A facet reader: the year of a date field."""
    return lambda document: (document["fields"].get(name) or "")[:4]

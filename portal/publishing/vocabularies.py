"""Vocabularies: the sets of codes that public fields hold, each with a name and labels in every language."""

from dataclasses import dataclass

from django.db.models import Choices

from portal.publishing.schemas import Schema, of

registry: dict[str, "Vocabulary"] = {}


@dataclass(frozen=True)
class Vocabulary:
    """Codes with their labels. It is open: codes may be added at any time, so programs must expect others."""

    name: str
    label: str  # what it is a vocabulary of; this and the labels of codes are lazy
    labels: dict[str, str]

    def __deepcopy__(self, memo):
        return self

    @property
    def codes(self) -> list[str]:
        """Its codes, in their order."""
        return list(self.labels)

    @property
    def schema(self) -> Schema:
        """Of one code."""
        return of("string", **{"x-extensible-enum": self.codes, "x-vocabulary": self.name})


def vocabulary(name: str, label: str, codes: type[Choices] | dict[str, str]) -> Vocabulary:
    """Declare one, so that `/vocabularies/NAME` lists it."""
    labels = codes if isinstance(codes, dict) else dict(codes.choices)
    registry[name] = Vocabulary(name, label, {str(code): text for code, text in labels.items()})
    return registry[name]

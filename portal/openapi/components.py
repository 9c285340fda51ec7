"""Named objects, each once: an object with a title becomes a component, and a reference where it stood."""

from portal.openapi import answers, records

ALWAYS = "id"  # whatever `fields` leaves out


class Components:
    """Gathers the components of the description.

    `strict` ones are what stored bytes are held to: all that is always there, and nothing besides. What users
    get may lack what `fields` left out and may one day hold more.
    """

    def __init__(self, *, strict: bool = False):
        self.strict = strict
        self.schemas: dict[str, dict] = {}
        self._declared: dict[str, dict] = {}
        self._kinds = {records.named(kind) for kind in records.kinds()}

    def add_record(self, schema: dict) -> None:
        """A record or a card."""
        self._add(schema["title"], schema, is_chosen=True)

    def add_answer(self, schema: dict) -> None:
        """An object that is always answered whole."""
        self._add(schema["title"], schema, is_chosen=False)

    def _add(self, name: str, schema: dict, *, is_chosen: bool) -> None:
        if name in self._declared:
            if self._declared[name] != schema:
                raise ValueError(f"Two objects are called {name}.")
            return
        self._declared[name] = schema
        self.schemas[name] = {}  # its place, before those of what it holds
        # The title is its name here, which is said already.
        found = {
            key: self._within(value, is_chosen=is_chosen) for key, value in schema.items() if key != "title"
        }
        if self.strict:
            found.setdefault("additionalProperties", False)
        elif is_chosen:
            found["required"] = [each for each in found["required"] if each == ALWAYS and name in self._whole]
        self.schemas[name] = {key: value for key, value in found.items() if value != []}

    @property
    def _whole(self) -> set[str]:
        return self._kinds | {f"{name}Card" for name in self._kinds}

    def _within(self, schema, *, is_chosen: bool):
        if isinstance(schema, list):
            return [self._within(each, is_chosen=is_chosen) for each in schema]
        if not isinstance(schema, dict):
            return schema
        if schema.get("type") != "object" or "title" not in schema:
            return {name: self._within(value, is_chosen=is_chosen) for name, value in schema.items()}
        # What is called like a kind is its part within its record.
        name = schema["title"] + ("Part" if schema["title"] in self._kinds else "")
        self._add(name, schema, is_chosen=is_chosen)
        return records.ref(name)


def components(*, strict: bool = False) -> dict[str, dict]:
    """All of them, by name; in the order in which one who reads meets them."""
    found = Components(strict=strict)
    for kind in records.kinds():
        found.add_record(records.body(kind))
        found.add_record(records.card(kind))
    for answer in answers.all_answers(records.kinds()):
        found.add_answer(answer)
    return found.schemas

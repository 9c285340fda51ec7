"""Whether a later description still keeps what an earlier one promised: what is there stays, and only more is added."""

from collections.abc import Iterator

ADDRESS = "#/components/"
KEPT = ("format", "pattern", "const", "default", "x-vocabulary")
NARROWING = ("format", "pattern", "const")
# What bounds a value: greater is narrower for the first, smaller for the others.
LOWEST = ("minimum", "exclusiveMinimum", "minLength", "minItems")
HIGHEST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems")


def breaking(old: dict, new: dict) -> list[str]:
    """What users of the old description would miss or find changed, in a line each; empty if nothing."""
    return [*_Comparison(old, new).paths()]


class _Comparison:
    """Two descriptions, whose references are followed side by side, each pair of components once."""

    def __init__(self, old: dict, new: dict):
        self.old, self.new = old, new
        self.seen: set[tuple[str, bool]] = set()

    def paths(self) -> Iterator[str]:
        for address, methods in self.old["paths"].items():
            for method, was in methods.items():
                name = f"{method.upper()} {address}"
                now = self.new["paths"].get(address, {}).get(method)
                if now is None:
                    yield f"{name}: removed"
                    continue
                if was["operationId"] != now["operationId"]:
                    yield f"{name}: operationId {was['operationId']} is now {now['operationId']}"
                yield from self._parameters(name, was, now)
                yield from self._responses(name, was, now)

    def _parameters(self, name: str, was: dict, now: dict) -> Iterator[str]:
        old, new = (
            {(each["in"], each["name"]): each for each in map(follow, operation["parameters"])}
            for follow, operation in ((self._was, was), (self._now, now))
        )
        for key, parameter in old.items():
            where = f"{name}: parameter {key[1]}"
            if key not in new:
                yield f"{where}: removed"
                continue
            for side in ("style", "explode"):
                yield from _changed(where, side, parameter, new[key])
            yield from self._schema(where, parameter["schema"], new[key]["schema"], is_sent=True)
        for key, parameter in new.items():
            if parameter.get("required") and not old.get(key, {}).get("required"):
                yield f"{name}: parameter {key[1]}: required"

    def _responses(self, name: str, was: dict, now: dict) -> Iterator[str]:
        for status, reference in was["responses"].items():
            where = f"{name}: {status}"
            if status not in now["responses"]:
                yield f"{where}: removed"
                continue
            old, new = self._was(reference), self._now(now["responses"][status])
            for header in old.get("headers", {}):
                if header not in new.get("headers", {}):
                    yield f"{where}: header {header}: removed"
            for media_type, content in old.get("content", {}).items():
                if media_type not in new.get("content", {}):
                    yield f"{where}: {media_type}: removed"
                    continue
                shown = content["schema"], new["content"][media_type]["schema"]
                yield from self._schema(f"{where}: {media_type}", *shown, is_sent=False)

    def _schema(self, where: str, was: dict, now: dict, *, is_sent: bool) -> Iterator[str]:
        """What users send may be narrowed no more, what they get may be widened no more, but for more properties."""
        if "$ref" in was:
            where = was["$ref"].rpartition("/")[2]
            if (was["$ref"], is_sent) in self.seen:
                if was["$ref"] != now.get("$ref"):
                    yield f"{where}: is now {now.get('$ref')}"
                return
            self.seen.add((was["$ref"], is_sent))
        was, now = self._was(was), self._now(now)
        yield from _values(where, was, now, is_sent=is_sent)
        for name, value in was.get("properties", {}).items():
            if name in now.get("properties", {}):
                yield from self._schema(f"{where}.{name}", value, now["properties"][name], is_sent=is_sent)
            else:
                yield f"{where}.{name}: removed"
        for word in ("items", "additionalProperties"):
            if isinstance(was.get(word), dict):
                inner = now.get(word)
                # True and false are schemas, too, but none of a value that there was: all of it is missed.
                inner = inner if isinstance(inner, dict) else {}
                yield from self._schema(f"{where}[]", was[word], inner, is_sent=is_sent)
        if "anyOf" in was:
            yield from self._options(where, was["anyOf"], now.get("anyOf", []), is_sent=is_sent)

    def _options(self, where: str, was: list[dict], now: list[dict], *, is_sent: bool) -> Iterator[str]:
        """Each option of before with what it is today, and which are new: their order says nothing."""
        became, new = self._matched(was, now, is_sent=is_sent)
        for option, today in zip(was, became, strict=True):
            if today is None and "$ref" in option:
                yield f"{where}: anyOf {_name(option)}: removed"
            else:
                yield from self._schema(f"{where}|", option, today or {}, is_sent=is_sent)
        # Types of records may be added at any time: where one of several is answered, others may be.
        is_open = all(map(_is_of_a_type, map(self._was, was)))
        for option in () if is_sent else new:
            if not (is_open and _is_of_a_type(self._now(option))):
                yield f"{where}: anyOf {_name(option)}: added"

    def _matched(
        self, was: list[dict], now: list[dict], *, is_sent: bool
    ) -> tuple[list[dict | None], list[dict]]:
        """By option of before that of today which it became, None if it is gone; and those of today that are left."""

        def is_harmless(old: dict, new: dict) -> bool:
            trial = _Comparison(self.old, self.new)
            trial.seen = {*self.seen}  # a copy: what is only tried is not seen yet
            return not any(trial._schema("", old, new, is_sent=is_sent))

        became: list[dict | None] = [None] * len(was)
        left = list(now)
        # The surest sign first; what nothing tells apart is taken by its place.
        for is_it in (_is_same, is_harmless, _is_alike, lambda _old, _new: True):
            for place, option in enumerate(was):
                found = next((number for number, each in enumerate(left) if is_it(option, each)), None)
                if became[place] is None and found is not None:
                    became[place] = left.pop(found)
        return became, left

    def _was(self, value: dict) -> dict:
        return _followed(value, self.old)

    def _now(self, value: dict) -> dict:
        return _followed(value, self.new)


def _followed(value: dict, document: dict) -> dict:
    if "$ref" not in value:
        return value
    section, name = value["$ref"].removeprefix(ADDRESS).split("/")
    return document["components"][section][name]


def _values(where: str, was: dict, now: dict, *, is_sent: bool) -> Iterator[str]:
    """What may stand there, apart from what it is made of."""
    for word in ("type", *KEPT):
        if word in was or (is_sent and word in NARROWING):
            yield from _changed(where, word, was, now)
    for word in ("enum", "x-extensible-enum"):
        gone = [code for code in was.get(word, []) if code not in now.get(word, [])]
        yield from (f"{where}: {word} {code}: removed" for code in gone)
    if is_sent and "enum" in now and "enum" not in was:
        yield f"{where}: enum: only some values are left"
    if not is_sent:
        lost = [name for name in was.get("required", []) if name not in now.get("required", [])]
        yield from (f"{where}.{name}: no longer always there" for name in lost)
    yield from _bounds(where, was, now, is_sent=is_sent)


def _changed(where: str, word: str, was: dict, now: dict) -> Iterator[str]:
    if was.get(word) != now.get(word):
        yield f"{where}: {word} {was.get(word)} is now {now.get(word)}"


def _bounds(where: str, was: dict, now: dict, *, is_sent: bool) -> Iterator[str]:
    """Of what is sent no bound may come closer, of what is answered none may go away."""
    for words, sign in ((LOWEST, 1), (HIGHEST, -1)):
        for word in words:
            old, new = _bound(was, word, sign), _bound(now, word, sign)
            if old != new and (new > old) == is_sent:
                yield f"{where}: {word} {was.get(word)} is now {now.get(word)}"


def _bound(schema: dict, word: str, sign: int) -> float:
    return sign * schema[word] if word in schema else float("-inf")


def _name(option: dict) -> str:
    """What an option is called in a line: its component, else its type."""
    return option["$ref"].rpartition("/")[2] if "$ref" in option else str(option.get("type"))


def _is_same(old: dict, new: dict) -> bool:
    return old == new or ("$ref" in old and old["$ref"] == new.get("$ref"))


def _is_alike(old: dict, new: dict) -> bool:
    """Whether both are components, or both values of one type."""
    return ("$ref" in old) == ("$ref" in new) and old.get("type") == new.get("type")


def _is_of_a_type(schema: dict) -> bool:
    """Whether it is a record that says in `type` which one, so that programs tell it from others."""
    return "const" in schema.get("properties", {}).get("type", {})

"""What the page of components shows: partials, and the states that each can be in."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class State:
    """What a partial gets, and what that shows. In English if it stands within a record served in English."""

    shows: str
    values: dict = field(default_factory=dict)
    is_in_record: bool = False


@dataclass(frozen=True)
class Component:
    """A partial with all its states. `inside` is the element around it where it is none by itself."""

    name: str
    partial: str
    states: tuple[State, ...]
    inside: str = ""


def in_record(shows: str, **values) -> State:
    """A state within a record, so in English."""
    return State(shows, values, is_in_record=True)

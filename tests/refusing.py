"""What the database and a model's own checks refuse, and what editors are told."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


def refused_by_database(constraint, save):
    """Assert that the named constraint refuses what `save` does."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        save()
    assert constraint in str(caught.value) or "UNIQUE" in str(caught.value)


def messages(instance, method="full_clean"):
    """What the editor is told, by field."""
    with pytest.raises(ValidationError) as caught:
        getattr(instance, method)()
    return caught.value.message_dict


def says(instance, text):
    """Assert that the editor is told exactly this, whatever the field."""
    assert text in [message for told in messages(instance).values() for message in told]

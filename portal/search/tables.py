"""What the search keeps: texts by row number, and the words that may be meant. Only `index` writes them."""

from django.db import models

SLOTS = 1024  # rows of one thing: its languages and the pieces of its files


class SearchText(models.Model):
    """What one thing says in one language, or in one piece of a file. Its tokens lie in `search_index`.

    The number of a row is its thing's times SLOTS and its own. `sketch` is what ranking reads, `cites`
    names whose labels are indexed with it, `digest` tells whether anything of it changed.
    """

    id = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(db_index=True, help_text="Of the thing that says it.")
    language = models.CharField(max_length=35, help_text="BCP 47; empty where it is not known.")
    source = models.CharField(max_length=64, blank=True, help_text="The file it was read from.")
    digest = models.CharField(max_length=32)
    version = models.CharField(max_length=20, help_text="Of the way in which its tokens were made.")
    # Before the long texts: SQLite reads a row from its beginning.
    sketch = models.BinaryField()
    cites = models.JSONField(default=list)
    title = models.TextField(blank=True)
    names = models.JSONField(default=list, help_text="Other names of the thing.")
    body = models.TextField(blank=True)

    class Meta:
        verbose_name = "searched text"
        verbose_name_plural = "searched texts"

    def __str__(self):
        return f"{self.number} ({self.language})"


class SearchWord(models.Model):
    """A word of a spaced script that stands somewhere in what is published."""

    folded = models.CharField(primary_key=True, max_length=64)
    written = models.CharField(max_length=100)

    class Meta:
        verbose_name = "searched word"
        verbose_name_plural = "searched words"

    def __str__(self):
        return self.written


class SearchVariant(models.Model):
    """What is left of the beginning of a word without up to two of its letters: misspellings meet there."""

    variant = models.CharField(max_length=8)
    # No foreign key: it would bring an index as large as the table, and variants are found by themselves.
    word = models.CharField(max_length=64)

    class Meta:
        verbose_name = "variant of a word"
        verbose_name_plural = "variants of words"
        indexes = [models.Index(fields=["variant"], name="search_variant")]

    def __str__(self):
        return f"{self.variant} → {self.word}"

"""What is found of all that the portal published, and all that its search keeps of texts."""

from django.db import connection

from portal.publishing.tables import Entry
from portal.search.query import parse
from portal.search.relaxing import find
from portal.search.tables import SearchText, SearchWord


def found(query: str) -> set[str]:
    """The ids of all that holds what is asked for, without figures whose case does: no search shows both."""
    entries = Entry.objects.filter(row__in=find(parse(query)).numbers)
    lines = list(entries.values_list("public_id", "record_id", "kind"))
    ids = {public_id for public_id, _record, _kind in lines}
    return {public_id for public_id, record, kind in lines if kind != "metric" or record not in ids}


def indexed_words() -> set[str]:
    """All tokens in the index, whoever says them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_terms USING fts5vocab(main, search_index, 'row')"
            )
            cursor.execute("SELECT term FROM temp.search_terms")
        else:
            cursor.execute("SELECT word FROM ts_stat('SELECT tokens FROM search_index')")
        return {word for (word,) in cursor.fetchall()}


def kept_for_search() -> str:
    """All that the search keeps of texts, folded."""
    texts = SearchText.objects.values()
    words = SearchWord.objects.values()
    return " ".join(map(str, (*texts, *words, *indexed_words()))).lower()

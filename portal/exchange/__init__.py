"""Published records in the formats of others: linked data, feeds, calendars, citations, site maps, Markdown, pictures.

It knows no kind by name: what a format needs is declared on each Publication.
"""

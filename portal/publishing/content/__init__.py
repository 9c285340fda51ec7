"""Content files: records as YAML, checked as a whole, loaded as a whole.

    type: conference                       the kind of all records of the file
    records:
      - id: cf-…                           fixed for ever: prefix and ten characters; countries and groups have codes
        fields: {slug: …, host_country: TH}    model fields by name, foreign keys by the target's id, choices by code
        links: {themes: [tp-…]}            many-to-many
        texts: {th: {title: …}, en: {…}}   translated fields per language
        text_languages: {th: {title: en}}  a text deliberately in another language than its edition
        translations: {en: {method: machine, reviewed: false}}
        parts:
          results: [{id: rs-…, value: 100000, source: so-…, texts: {…}, text_languages: {…}}]

Read (`reading`), build unsaved rows (`building`), check them (`checking`), then plan and carry out (`loading`).
"""

from portal.publishing.content.faults import ContentFaults, Fault
from portal.publishing.content.loading import Fate, LoadFailed, load

__all__ = ["ContentFaults", "Fate", "Fault", "LoadFailed", "load"]

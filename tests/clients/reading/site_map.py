"""Reads the site maps that robots.txt names with ultimate-sitemap-parser.

site_map.py ADDRESS   prints the files, the pages, and the links between translations that are not returned
"""

import json
import sys

from usp.tree import sitemap_tree_for_homepage

tree = sitemap_tree_for_homepage(f"{sys.argv[1]}/", use_known_paths=False)
pages = list(tree.all_pages())
alternates = {page.url: dict(page.alternates or []) for page in pages}
print(
    json.dumps(
        {
            "files": [type(found).__name__ for found in tree.all_sitemaps()],
            "pages": [page.url for page in pages],
            "undated": [page.url for page in pages if page.last_modified is None],
            "not returned": [
                [address, other]
                for address, others in alternates.items()
                for language, other in others.items()
                if language != "x-default" and address not in alternates.get(other, {}).values()
            ],
        }
    )
)

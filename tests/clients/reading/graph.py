"""Reads the catalogue as a graph with rdflib, from Turtle and from JSON-LD.

graph.py ADDRESS   prints whether both are the same graph, and what it says of catalogue, data sets, files and service
"""

import json
import sys
import urllib.request

from rdflib import DCAT, DCTERMS, RDF, Graph
from rdflib.compare import isomorphic


def graph(address: str, form: str) -> Graph:
    with urllib.request.urlopen(address) as answer:
        return Graph().parse(data=answer.read(), format=form, publicID=address)


def objects(found: Graph, subject, predicate) -> list[str]:
    return sorted(str(thing) for thing in found.objects(subject, predicate))


def data_set(found: Graph, subject) -> dict:
    files = list(found.objects(subject, DCAT.distribution))
    return {
        "titles": {title.language: str(title) for title in found.objects(subject, DCTERMS.title)},
        "licences": objects(found, subject, DCTERMS.license),
        "files": sorted(target for file in files for target in objects(found, file, DCAT.downloadURL)),
        "licences of files": sorted({one for file in files for one in objects(found, file, DCTERMS.license)}),
    }


def main(origin: str) -> None:
    turtle = graph(f"{origin}/catalog.ttl", "turtle")
    linked = graph(f"{origin}/catalog.jsonld", "json-ld")
    services = list(turtle.subjects(RDF.type, DCAT.DataService))
    said = {
        "same": isomorphic(turtle, linked),
        "statements": [len(turtle), len(linked)],
        "catalogues": len(list(turtle.subjects(RDF.type, DCAT.Catalog))),
        "data sets": [data_set(turtle, subject) for subject in turtle.subjects(RDF.type, DCAT.Dataset)],
        "in the catalogue": len(list(turtle.objects(None, DCAT.dataset))),
        "descriptions of services": [
            target for service in services for target in objects(turtle, service, DCAT.endpointDescription)
        ],
    }
    print(json.dumps(said))


main(sys.argv[1])

"""Where cuts lie."""

import pytest

from portal.bulk.storage import storage_at


def test_without_an_address_it_is_a_folder():
    assert storage_at("", "/srv/bulk") == {
        "BACKEND": "portal.bulk.storage.Folder",
        "OPTIONS": {"location": "/srv/bulk"},
    }


def test_an_address_names_a_bucket_and_a_place_in_it():
    told = storage_at("s3://open-data/sala/bulk?endpoint=https://s3.example.org&region=ap-1", "")
    assert told["BACKEND"] == "storages.backends.s3.S3Storage"
    assert told["OPTIONS"] == {
        "bucket_name": "open-data",
        "location": "sala/bulk",
        "endpoint_url": "https://s3.example.org",
        "region_name": "ap-1",
        "file_overwrite": True,
        "default_acl": None,
    }


@pytest.mark.parametrize(
    "address", ["/srv/bulk", "https://example.org/bucket", "s3:///prefix", "s3://bucket?key=secret", "s3"]
)
def test_other_addresses_are_refused(address):
    with pytest.raises(ValueError, match="BULK_STORAGE is not s3://"):
        storage_at(address, "")

"""Where cuts lie: a folder, or a bucket of an S3-compatible store."""

import os
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from django.core.files.storage import FileSystemStorage

S3 = "s3"
BUCKETS = "storages.backends.s3.S3Storage"  # of django-storages: see requirements-optional.txt


class Folder(FileSystemStorage):
    """A folder in which a file takes the place of another one at once: whoever reads finds the old or the new one."""

    def get_available_name(self, name, max_length=None):
        """The name itself, also where there is such a file."""
        return name

    def _save(self, name, content):
        beside = super()._save(f"{name}.{uuid4().hex}.part", content)
        os.replace(self.path(beside), self.path(name))  # noqa: PTH105 - both are paths of this storage
        return name


def storage_at(address: str, folder: str) -> dict:
    """What STORAGES says of an address like `s3://bucket/prefix?endpoint=https://…&region=…`; without one, of a folder.

    Keys come from where the S3 client looks for them: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the machine's role.
    Raises ValueError for any other address.
    """
    if not address:
        return {"BACKEND": "portal.bulk.storage.Folder", "OPTIONS": {"location": folder}}
    split = urlsplit(address)
    asked = {name: values[-1] for name, values in parse_qs(split.query).items()}
    known = {"endpoint": "endpoint_url", "region": "region_name"}
    if split.scheme != S3 or not split.netloc or asked.keys() - known.keys():
        raise ValueError(f"BULK_STORAGE is not s3://bucket/prefix?endpoint=…&region=…: {address}")
    options = {known[name]: value for name, value in asked.items()}
    return {
        "BACKEND": BUCKETS,
        "OPTIONS": {
            "bucket_name": split.netloc,
            "location": split.path.strip("/"),
            "file_overwrite": True,  # the pointer is replaced
            "default_acl": None,  # as the bucket is set up
            **options,
        },
    }

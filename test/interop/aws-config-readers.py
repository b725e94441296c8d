"""Reads config texts with botocore: a JSON list of texts on stdin, what botocore makes of each on stdout."""

import json
import os
import sys
import tempfile

import botocore.configloader
import botocore.exceptions


def read(text, path):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    try:
        config = botocore.configloader.load_config(path)
        sections = botocore.configloader.raw_config_parse(path)
    except botocore.exceptions.ConfigParseError:
        return None
    return {
        "profiles": config["profiles"],
        "ssoSessions": config["sso_sessions"],
        "services": config["services"],
        "sections": sections,
    }


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "config")
    json.dump([read(text, path) for text in json.load(sys.stdin)], sys.stdout)

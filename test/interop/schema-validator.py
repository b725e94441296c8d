"""Holds documents against the published JSON Schemas, with Python's jsonschema and not with ours.

    python3 schema-validator.py < {"name": {"schema": {...}, "good": [...], "bad": [...]}, ...}

Prints what is wrong: schemas that are none, good documents that are refused, bad ones that are taken.
"""

import json
import sys

from jsonschema import Draft202012Validator

wrong = []
for name, case in json.load(sys.stdin).items():
    Draft202012Validator.check_schema(case["schema"])
    validator = Draft202012Validator(case["schema"])
    wrong += [f"{name}: {error.json_path}: {error.message}" for good in case["good"] for error in validator.iter_errors(good)]
    wrong += [f"{name}: takes {json.dumps(bad)[:200]}" for bad in case["bad"] if validator.is_valid(bad)]
json.dump(wrong, sys.stdout)

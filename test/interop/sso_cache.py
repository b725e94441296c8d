"""What botocore makes of the sign-in cache: reads JSON from standard input, answers JSON on standard output."""

import hashlib
import json
import sys


def registration_keys(sessions):
    """The file names of the AWS CLI's client registrations, by the recipe of its botocore/utils.py."""
    keys = []
    for session in sessions:
        args = {
            "tool": "botocore",
            "startUrl": session["startUrl"],
            "region": session["region"],
            "scopes": session["scopes"],
            "session_name": session["name"],
        }
        keys.append(hashlib.sha1(json.dumps(args, sort_keys=True).encode("utf-8")).hexdigest())
    return keys


def registration_keys_of_aws_cli(sessions):
    """The same, asked of an installed AWS CLI v2 itself."""
    from awscli.botocore.utils import SSOTokenFetcher

    return [
        SSOTokenFetcher(session["region"], None)._registration_cache_key(
            session["startUrl"], session["name"], session["scopes"]
        )
        for session in sessions
    ]


def token(profile):
    """The token that botocore finds, refreshing it if it sees fit."""
    import botocore.session
    from botocore.tokens import SSOTokenProvider

    session = botocore.session.Session(profile=profile)
    frozen = SSOTokenProvider(session).load_token().get_frozen_token()
    return {"token": frozen.token, "expiration": frozen.expiration.strftime("%Y-%m-%dT%H:%M:%SZ")}


def credentials(profile):
    """The role's keys that boto3 gets with the cached token."""
    import boto3

    frozen = boto3.Session(profile_name=profile).get_credentials().get_frozen_credentials()
    return {"accessKeyId": frozen.access_key}


def rewritten(file):
    """A cache file as botocore's own cache class writes what it reads."""
    import os

    from botocore.tokens import _sso_json_dumps
    from botocore.utils import JSONFileCache

    folder, name = os.path.split(file)
    cache = JSONFileCache(folder, dumps_func=_sso_json_dumps)
    key = name[: -len(".json")]
    cache["rewritten"] = cache[key]
    with open(os.path.join(folder, "rewritten.json")) as written:
        return written.read()


ASKED = {f.__name__: f for f in (registration_keys, registration_keys_of_aws_cli, token, credentials, rewritten)}
print(json.dumps(ASKED[sys.argv[1]](json.load(sys.stdin))))

"""What `aws configure export-credentials --profile NAME --format process` of the AWS CLI, version 2, does, by the library that does it there:
version 1 does not have it, and Debian's version 2 cannot be sent to a simulator. Anything else is refused."""

import json
import sys

import botocore.session

words = sys.argv[1:]
if words[:2] != ["configure", "export-credentials"] or words[2:3] != ["--profile"] or words[4:] != ["--format", "process"]:
    sys.exit(252)
try:
    found = botocore.session.Session(profile=words[3]).get_credentials()
    keys = found.get_frozen_credentials()
except Exception as error:  # Each way to fail has a class of its own.
    sys.exit(f"\n{error}")
answer = {"Version": 1, "AccessKeyId": keys.access_key, "SecretAccessKey": keys.secret_key, "SessionToken": keys.token}
print(json.dumps(answer))

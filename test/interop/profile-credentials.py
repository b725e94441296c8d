"""What botocore resolves for profiles: [{config, credentials, env, profile}] on stdin, one line each as JSON on stdout."""

import json
import os
import sys

import botocore.credentials
import botocore.session

KEPT = {name: os.environ[name] for name in ("PATH", "HOME")}

# What would ask AWS or the terminal is looked at before it does.
botocore.credentials.ContainerProvider._retrieve_or_fail = lambda self: "container"
botocore.credentials.ProcessProvider.load = lambda self: "process" if self._credential_process is not None else None


def described(found):
    if found is None:
        return "none"
    if isinstance(found, str):
        return found
    if not isinstance(found, botocore.credentials.DeferredRefreshableCredentials):
        return f"keys {found.access_key}" if found.access_key and found.secret_key else "none"
    refresh = found._refresh_using
    # A role with a device's code wraps the fetcher.
    while not hasattr(refresh, "__self__"):
        refresh = refresh._refresh
    fetcher = refresh.__self__
    if isinstance(fetcher, botocore.credentials.SSOCredentialFetcher):
        return f"sso {fetcher._role_name} in {fetcher._account_id} by {fetcher._start_url} {fetcher._sso_region}"
    if isinstance(fetcher, botocore.credentials.AssumeRoleWithWebIdentityCredentialFetcher):
        return f"web-identity {fetcher._role_arn}"
    return f"role {fetcher._role_arn} of {described(fetcher._source_credentials)}"


def answer(question):
    os.environ.clear()
    os.environ.update(KEPT, AWS_EC2_METADATA_DISABLED="true", **question["env"])
    os.environ["AWS_CONFIG_FILE"] = question["config"]
    os.environ["AWS_SHARED_CREDENTIALS_FILE"] = question["credentials"]
    if question["profile"] != "default":
        os.environ["AWS_PROFILE"] = question["profile"]
    try:
        return described(botocore.session.Session().get_credentials())
    except Exception as error:
        return f"none: {error}"


json.dump([answer(question) for question in json.load(sys.stdin)], sys.stdout)

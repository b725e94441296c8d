"""What botocore resolves: [{config, credentials, env, argument}] on stdin, one line each as JSON on stdout. `argument`, if any, is the profile of a flag."""

import json
import os
import sys

import botocore.credentials
import botocore.session

KEPT = {name: os.environ[name] for name in ("PATH", "HOME")}


def process(self):
    command = self._credential_process
    if command == "":
        raise ValueError("no program")
    return "process" if command is not None else None


def login(self):
    profile = self._load_config().get("profiles", {}).get(self._profile_name, {})
    if "login_session" not in profile:
        return None
    if not profile["login_session"]:
        raise ValueError("no session")
    return f"login {profile['login_session']}"


# What would ask AWS, the machine or the terminal is looked at before it does; the sign-in of the console wants a library of AWS's.
botocore.credentials.ContainerProvider._retrieve_or_fail = lambda self: "container"
botocore.credentials.InstanceMetadataProvider.load = lambda self: (
    None if os.environ.get("AWS_EC2_METADATA_DISABLED", "false").lower() == "true" else "instance"
)
botocore.credentials.ProcessProvider.load = process
botocore.credentials.LoginProvider.load = login
# Handlers of service calls, which nobody makes here: they take most of the time that a session does.
botocore.session.Session._register_builtin_handlers = lambda self, events: None


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
    source = described(fetcher._source_credentials)
    return "none" if source == "none" else f"role {fetcher._role_arn} of {source}"


def answer(question):
    os.environ.clear()
    os.environ.update(KEPT, **question["env"])
    os.environ["AWS_CONFIG_FILE"] = question["config"]
    os.environ["AWS_SHARED_CREDENTIALS_FILE"] = question["credentials"]
    try:
        return described(botocore.session.Session(profile=question.get("argument")).get_credentials())
    except Exception as error:
        return f"none: {error}"


json.dump([answer(question) for question in json.load(sys.stdin)], sys.stdout)

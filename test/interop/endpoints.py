"""What botocore knows of partitions, and where it sends calls. Reads Regions as JSON from stdin, answers in JSON."""

import json
import sys

import botocore.session
from botocore.endpoint_provider import EndpointProvider

# Our name for a service, and botocore's.
SERVICES = {
    "sign-in": "sso-oidc",
    "access portal": "sso",
    "IAM Identity Center": "sso-admin",
    "identity store": "identitystore",
    "Organizations": "organizations",
    "STS": "sts",
    "IAM": "iam",
    "Systems Manager": "ssm",
    "Amplify": "amplify",
}

loader = botocore.session.get_session().get_component("data_loader")
partitions = loader.load_data("partitions")


def hosts(service, region):
    provider = EndpointProvider(loader.load_service_model(service, "endpoint-rule-set-1"), partitions)
    for fips in (False, True):
        for dual_stack in (False, True):
            place = provider.resolve_endpoint(Region=region, UseFIPS=fips, UseDualStack=dual_stack)
            yield f"{region} fips={fips} dualstack={dual_stack}".lower(), place.url.removeprefix("https://")


def lists(service, partition):
    """Regions for which endpoints.json has a service, and where a service of one Region for all has it."""
    endpoints = partition["services"].get(service, {}).get("endpoints", {})
    known = [region for region in endpoints if region in partition["regions"]]
    scopes = [one["credentialScope"]["region"] for one in endpoints.values() if "credentialScope" in one]
    return {"regions": known, "scope": scopes[:1]}


regions = json.load(sys.stdin)
print(
    json.dumps(
        {
            "partitions": {
                one["id"]: {
                    "suffixes": [one["outputs"]["dnsSuffix"], one["outputs"]["dualStackDnsSuffix"]],
                    "regions": [region for region in one["regions"] if not region.endswith("-global")],
                }
                for one in partitions["partitions"]
            },
            "lists": {
                one["partition"]: {service: lists(service, one) for service in ("sso", "iam", "amplify")}
                for one in loader.load_data("endpoints")["partitions"]
            },
            "hosts": {
                name: dict(pair for region in regions for pair in hosts(service, region))
                for name, service in SERVICES.items()
            },
        }
    )
)

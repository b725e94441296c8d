"""The organization as boto3 sees it, for the tests in which `onboard` makes accounts in moto.

    python3 moto-new-accounts.py create-organization|accounts
"""

import json
import os
import sys

import boto3

assert os.environ["AWS_ENDPOINT_URL"].startswith("http://127.0.0.1:"), "these tests stay on this machine"

organizations = boto3.client("organizations")


def create_organization():
    """An organization with a unit in a unit, and one account that somebody has made by hand and left in the root."""
    organizations.create_organization(FeatureSet="ALL")
    parent = organizations.list_roots()["Roots"][0]["Id"]
    for name in ["Workloads", "Sandboxes"]:
        unit = organizations.create_organizational_unit(ParentId=parent, Name=name)
        parent = unit["OrganizationalUnit"]["Id"]
    made = organizations.create_account(AccountName="Made by hand", Email="AWS+Hana@example.com")
    return made["CreateAccountStatus"]["AccountId"]


def accounts():
    """Every account but the management account, with its tags and the path of its unit."""
    management = organizations.describe_organization()["Organization"]["MasterAccountId"]
    pages = organizations.get_paginator("list_accounts").paginate()
    found = [account for page in pages for account in page["Accounts"] if account["Id"] != management]
    return {
        "accounts": [
            {
                "name": account["Name"],
                "email": account["Email"],
                "unit": path_of(account["Id"]),
                "tags": {
                    tag["Key"]: tag["Value"]
                    for tag in organizations.list_tags_for_resource(ResourceId=account["Id"])["Tags"]
                },
            }
            for account in sorted(found, key=lambda account: account["Name"])
        ],
        # moto has one for the management account, too.
        "requests": sum(
            status.get("AccountId") != management
            for status in organizations.list_create_account_status()["CreateAccountStatuses"]
        ),
    }


def path_of(child):
    names = []
    while True:
        (parent,) = organizations.list_parents(ChildId=child)["Parents"]
        if parent["Type"] == "ROOT":
            return "/".join(reversed(names))
        child = parent["Id"]
        unit = organizations.describe_organizational_unit(OrganizationalUnitId=child)
        names.append(unit["OrganizationalUnit"]["Name"])


COMMANDS = {"create-organization": create_organization, "accounts": accounts}
print(json.dumps(COMMANDS[sys.argv[1]]()))

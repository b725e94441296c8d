"""Who has what, as somebody would ask who knows no better: every permission set in every account, every group's members.

Expects AWS_ENDPOINT_URL and credentials in the environment; prints rows as JSON: [user, account, permission set, via].
"""

import json
import os

import boto3
from botocore.exceptions import ClientError

assert os.environ["AWS_ENDPOINT_URL"].startswith("http://127.0.0.1:"), "these tests stay on this machine"

organizations = boto3.client("organizations")
sso = boto3.client("sso-admin")
store = boto3.client("identitystore")


def pages(call, member, **params):
    items = []
    while True:
        page = call(**params)
        items += page[member]
        if not page.get("NextToken"):
            return items
        params["NextToken"] = page["NextToken"]


def named(call, member, ids):
    """The name, or nothing for who is there no more."""
    try:
        return call(**ids)[member]
    except ClientError as error:
        assert error.response["Error"]["Code"] == "ResourceNotFoundException", error
        return None


(instance,) = sso.list_instances()["Instances"]
arn, store_id = instance["InstanceArn"], instance["IdentityStoreId"]
user_name = lambda id: named(store.describe_user, "UserName", {"IdentityStoreId": store_id, "UserId": id})
group_name = lambda id: named(store.describe_group, "DisplayName", {"IdentityStoreId": store_id, "GroupId": id})

rows = []
for set_arn in pages(sso.list_permission_sets, "PermissionSets", InstanceArn=arn):
    name = sso.describe_permission_set(InstanceArn=arn, PermissionSetArn=set_arn)["PermissionSet"]["Name"]
    for account in pages(organizations.list_accounts, "Accounts"):
        place = {"InstanceArn": arn, "AccountId": account["Id"], "PermissionSetArn": set_arn}
        for one in pages(sso.list_account_assignments, "AccountAssignments", **place):
            id = one["PrincipalId"]
            if one["PrincipalType"] == "USER":
                rows.append([user_name(id) or id, account["Id"], name, "direct"])
                continue
            group = group_name(id)
            if group is None:
                rows.append([id, account["Id"], name, id])
                continue
            members = pages(store.list_group_memberships, "GroupMemberships", IdentityStoreId=store_id, GroupId=id)
            for member in members:
                rows.append([user_name(member["MemberId"]["UserId"]), account["Id"], name, group])
print(json.dumps(sorted(rows)))

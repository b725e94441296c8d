"""What the tests against moto do as an administrator with boto3, and what boto3 sees afterwards.

    python3 moto-admin.py COMMAND < input.json

Every command reads JSON and prints JSON. `state` fails when anything is there twice.
"""

import json
import os
import sys

import boto3

assert os.environ["AWS_ENDPOINT_URL"].startswith("http://127.0.0.1:"), "these tests stay on this machine"

organizations = boto3.client("organizations")
sso = boto3.client("sso-admin")
store = boto3.client("identitystore")


def the_instance():
    (instance,) = sso.list_instances()["Instances"]
    return instance["InstanceArn"], instance["IdentityStoreId"]


def create_organization(names):
    organizations.create_organization(FeatureSet="ALL")
    ids = {}
    for name in names:
        email = f"aws+{name.lower().replace(' ', '-')}@example.com"
        ids[name] = organizations.create_account(AccountName=name, Email=email)["CreateAccountStatus"]["AccountId"]
    return ids


def create_users(users):
    _, store_id = the_instance()
    return [
        store.create_user(
            IdentityStoreId=store_id,
            UserName=user["userName"],
            Name={"GivenName": user["givenName"], "FamilyName": user["familyName"]},
            DisplayName=user["displayName"],
            Emails=[{"Value": user["email"], "Type": "work", "Primary": True}],
        )["UserId"]
        for user in users
    ]


def create_permission_set(wanted):
    arn, store_id = the_instance()
    made = sso.create_permission_set(
        InstanceArn=arn,
        Name=wanted["name"],
        SessionDuration=wanted["sessionDuration"],
        Description=wanted["description"],
        RelayState=wanted["relayState"],
    )["PermissionSet"]
    ids = {"InstanceArn": arn, "PermissionSetArn": made["PermissionSetArn"]}
    for policy in wanted["managedPolicies"]:
        sso.attach_managed_policy_to_permission_set(**ids, ManagedPolicyArn=policy)
    for held in wanted["assignments"]:
        path = {"AttributePath": "userName", "AttributeValue": held["userName"]}
        user = store.get_user_id(IdentityStoreId=store_id, AlternateIdentifier={"UniqueAttribute": path})
        sso.create_account_assignment(
            **ids,
            TargetId=held["accountId"],
            TargetType="AWS_ACCOUNT",
            PrincipalType="USER",
            PrincipalId=user["UserId"],
        )
    # moto lists a permission set as provisioned only after this call, and only in the caller's account.
    sso.provision_permission_set(**ids, TargetType="ALL_PROVISIONED_ACCOUNTS")
    return made["PermissionSetArn"]


def state(_):
    arn, store_id = the_instance()
    users = all_of(store, "list_users", "Users", IdentityStoreId=store_id)
    groups = all_of(store, "list_groups", "Groups", IdentityStoreId=store_id)
    principals = {user["UserId"]: user["UserName"] for user in users}
    principals |= {group["GroupId"]: group["DisplayName"] for group in groups}
    arns = all_of(sso, "list_permission_sets", "PermissionSets", InstanceArn=arn)
    sets = [permission_set(arn, set_arn) for set_arn in arns]
    return {
        "users": distinct("user", map(user_of, users), lambda user: user["userName"].lower()),
        "groups": {
            group["DisplayName"]: distinct("membership", members(store_id, group["GroupId"], principals))
            for group in distinct("group", groups, lambda group: group["DisplayName"].lower())
        },
        "permissionSets": distinct("permission set", sets, lambda found: found["name"]),
        "assignments": distinct(
            "assignment",
            [held for set_arn, found in zip(arns, sets) for held in assignments(arn, set_arn, found["name"], principals)],
        ),
    }


def all_of(client, operation, member, **params):
    return [item for page in client.get_paginator(operation).paginate(**params) for item in page[member]]


def distinct(what, items, key=str):
    items = sorted(items, key=key)
    keys = [key(item) for item in items]
    twice = {name for name in keys if keys.count(name) > 1}
    assert not twice, f"more than one {what}: {', '.join(sorted(twice))}"
    return items


def user_of(user):
    (email,) = user["Emails"]
    return {
        "userName": user["UserName"],
        "email": email["Value"],
        "givenName": user["Name"]["GivenName"],
        "familyName": user["Name"]["FamilyName"],
        "displayName": user["DisplayName"],
    }


def members(store_id, group_id, principals):
    found = all_of(store, "list_group_memberships", "GroupMemberships", IdentityStoreId=store_id, GroupId=group_id)
    return [principals[membership["MemberId"]["UserId"]] for membership in found]


def permission_set(arn, set_arn):
    ids = {"InstanceArn": arn, "PermissionSetArn": set_arn}
    described = sso.describe_permission_set(**ids)["PermissionSet"]
    managed = all_of(sso, "list_managed_policies_in_permission_set", "AttachedManagedPolicies", **ids)
    operation = "list_customer_managed_policy_references_in_permission_set"
    customer = all_of(sso, operation, "CustomerManagedPolicyReferences", **ids)
    inline = sso.get_inline_policy_for_permission_set(**ids)["InlinePolicy"]
    return {
        "name": described["Name"],
        "sessionDuration": described["SessionDuration"],
        "description": described.get("Description"),
        "relayState": described.get("RelayState"),
        "managedPolicies": distinct("policy", [policy["Arn"] for policy in managed]),
        "customerManagedPolicies": distinct("policy", [policy["Path"] + policy["Name"] for policy in customer]),
        "inlinePolicy": json.loads(inline) if inline else None,
        "provisionedIn": sso.list_accounts_for_provisioned_permission_set(**ids)["AccountIds"],
    }


def assignments(arn, set_arn, name, principals):
    for account in all_of(organizations, "list_accounts", "Accounts"):
        ids = {"InstanceArn": arn, "AccountId": account["Id"], "PermissionSetArn": set_arn}
        for held in all_of(sso, "list_account_assignments", "AccountAssignments", **ids):
            yield f"{account['Name']}: {name} for {held['PrincipalType']} {principals[held['PrincipalId']]}"


COMMANDS = {
    "create-organization": create_organization,
    "create-users": create_users,
    "create-permission-set": create_permission_set,
    "state": state,
}

json.dump(COMMANDS[sys.argv[1]](json.load(sys.stdin)), sys.stdout)

"""Writes src/simulator/models/*.json: the input shapes of the operations the simulator answers, out of botocore's models.

    python3 test/interop/extract-models.py

Documentation, examples and output shapes are left out; a shape is one line, so that a later extraction reads as a diff.
"""

import json
import pathlib

import botocore
import botocore.session

OPERATIONS = {
    "sso-admin": """
        ListInstances DescribeInstance UpdateInstance ListRegions DescribeRegion
        CreateInstanceAccessControlAttributeConfiguration DescribeInstanceAccessControlAttributeConfiguration
        UpdateInstanceAccessControlAttributeConfiguration DeleteInstanceAccessControlAttributeConfiguration
        CreatePermissionSet DescribePermissionSet UpdatePermissionSet ListPermissionSets DeletePermissionSet
        AttachManagedPolicyToPermissionSet DetachManagedPolicyFromPermissionSet ListManagedPoliciesInPermissionSet
        AttachCustomerManagedPolicyReferenceToPermissionSet DetachCustomerManagedPolicyReferenceFromPermissionSet
        ListCustomerManagedPolicyReferencesInPermissionSet
        PutInlinePolicyToPermissionSet GetInlinePolicyForPermissionSet DeleteInlinePolicyFromPermissionSet
        PutPermissionsBoundaryToPermissionSet GetPermissionsBoundaryForPermissionSet
        DeletePermissionsBoundaryFromPermissionSet
        TagResource UntagResource ListTagsForResource
        ProvisionPermissionSet DescribePermissionSetProvisioningStatus ListPermissionSetProvisioningStatus
        CreateAccountAssignment DescribeAccountAssignmentCreationStatus ListAccountAssignmentCreationStatus
        DeleteAccountAssignment DescribeAccountAssignmentDeletionStatus ListAccountAssignmentDeletionStatus
        ListAccountAssignments ListAccountAssignmentsForPrincipal
        ListAccountsForProvisionedPermissionSet ListPermissionSetsProvisionedToAccount""",
    "identitystore": "*",
    "organizations": """
        CreateOrganization DescribeOrganization DescribeAccount ListAccounts ListRoots ListParents ListChildren
        ListOrganizationalUnitsForParent ListAccountsForParent DescribeOrganizationalUnit
        CreateOrganizationalUnit UpdateOrganizationalUnit DeleteOrganizationalUnit MoveAccount
        CreateAccount DescribeCreateAccountStatus ListCreateAccountStatus CloseAccount
        TagResource UntagResource ListTagsForResource
        EnableAWSServiceAccess DisableAWSServiceAccess ListAWSServiceAccessForOrganization
        ListDelegatedAdministrators ListDelegatedServicesForAccount
        RegisterDelegatedAdministrator DeregisterDelegatedAdministrator""",
    "sts": "GetCallerIdentity AssumeRole",
    "sso-oidc": "RegisterClient StartDeviceAuthorization CreateToken",
    "sso": "ListAccounts ListAccountRoles GetRoleCredentials Logout",
    "ssm": "GetParameter GetParametersByPath",
    "amplify": "ListApps",
    "cloudformation": """
        DescribeStacks ListStacks DescribeStackEvents GetTemplate UpdateTerminationProtection DeleteStack
        CreateChangeSet DescribeChangeSet ExecuteChangeSet DeleteChangeSet""",
    "iam": "ListUsers ListAccessKeys GetAccessKeyLastUsed UpdateAccessKey GetPolicy",
}
KEPT = ("type", "required", "min", "max", "pattern", "enum", "sensitive", "document")


def trimmed(shape: dict) -> dict:
    kept = {key: shape[key] for key in KEPT if key in shape}
    if "members" in shape:
        kept["members"] = {name: member["shape"] for name, member in shape["members"].items()}
        located = {name: member for name, member in shape["members"].items() if "location" in member}
        if located:
            kept["locations"] = {name: [member["location"], member["locationName"]] for name, member in located.items()}
    for part in ("member", "key", "value"):
        if part in shape:
            kept[part] = shape[part]["shape"]
    return kept


def reachable(name: str, shapes: dict, found: dict) -> None:
    if name in found:
        return
    found[name] = trimmed(shapes[name])
    for member in found[name].get("members", {}).values():
        reachable(member, shapes, found)
    for part in ("member", "key", "value"):
        if part in found[name]:
            reachable(found[name][part], shapes, found)


def extract(service: str, wanted: str) -> dict:
    model = botocore.session.get_session().get_component("data_loader").load_service_model(service, "service-2")
    metadata = model["metadata"]
    names = sorted(model["operations"]) if wanted == "*" else sorted(wanted.split())
    operations, shapes = {}, {}
    for name in names:
        operation = model["operations"][name]
        entry = {"errors": [error["shape"] for error in operation.get("errors", [])]}
        if "input" in operation:
            entry["input"] = operation["input"]["shape"]
            reachable(entry["input"], model["shapes"], shapes)
        if metadata["protocol"] == "rest-json":
            entry["http"] = [operation["http"]["method"], operation["http"]["requestUri"]]
        operations[name] = entry
    return {
        "source": f"botocore {botocore.__version__}",
        "service": service,
        "apiVersion": metadata["apiVersion"],
        **({"targetPrefix": metadata["targetPrefix"]} if "targetPrefix" in metadata else {}),
        "operations": operations,
        "shapes": dict(sorted(shapes.items())),
    }


def one_line_each(model: dict) -> str:
    lines = []
    for key, value in model.items():
        if not isinstance(value, dict):
            lines.append(f"  {json.dumps(key)}: {json.dumps(value)}")
            continue
        entries = (f"    {json.dumps(name)}: {json.dumps(entry, ensure_ascii=False)}" for name, entry in value.items())
        lines.append(f"  {json.dumps(key)}: {{\n" + ",\n".join(entries) + "\n  }")
    return "{\n" + ",\n".join(lines) + "\n}\n"


folder = pathlib.Path(__file__).resolve().parents[2] / "src/simulator/models"
for service, wanted in OPERATIONS.items():
    path = folder / f"{service}.json"
    path.write_text(one_line_each(extract(service, wanted)), encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size} bytes")

"""Uses the simulator as a boto3 program uses AWS, and holds every answer against botocore's own service models.

Expects AWS_ENDPOINT_URL and credentials in the environment; ends with a JSON line of what it checked, or with a traceback.
"""

import json
import os
import time

from model_check import expect_error, held_against_model, seen

POLICY = "arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"
# YAML, because botocore turns JSON into something that its own model does not take.
BOOTSTRAP_TEMPLATE = """Parameters:
  Qualifier:
    Type: String
    Default: hnb659fds
Resources:
  StagingBucket:
    Type: AWS::S3::Bucket
  CdkBootstrapVersion:
    Type: AWS::SSM::Parameter
    Properties:
      Value: '30'
"""


def until_done(describe, member, **params):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        status = describe(**params)[member]
        if status["Status"] != "IN_PROGRESS":
            return status
        time.sleep(0.1)
    raise AssertionError(f"still in progress: {params}")


sso, store = held_against_model("sso-admin"), held_against_model("identitystore")
organizations, sts = held_against_model("organizations"), held_against_model("sts")


def check_new_organization():
    alone = held_against_model("organizations", endpoint_url=os.environ["STANDALONE_ENDPOINT_URL"])
    expect_error("AWSOrganizationsNotInUseException", alone.list_accounts)
    made = alone.create_organization(FeatureSet="ALL")["Organization"]
    assert alone.describe_organization()["Organization"] == made
    assert [entry["Id"] for entry in alone.list_accounts()["Accounts"]] == [made["MasterAccountId"]]
    expect_error("AlreadyInOrganizationException", alone.create_organization)


def check_units(root):
    unit = organizations.create_organizational_unit(ParentId=root, Name="Teams")["OrganizationalUnit"]
    expect_error("DuplicateOrganizationalUnitException", organizations.create_organizational_unit, ParentId=root, Name="Teams")
    one = {"OrganizationalUnitId": unit["Id"]}
    renamed = organizations.update_organizational_unit(**one, Name="Crews")["OrganizationalUnit"]
    assert renamed["Name"] == "Crews", renamed
    inner = organizations.create_organizational_unit(ParentId=unit["Id"], Name="Inner")["OrganizationalUnit"]
    children = organizations.list_children(ParentId=unit["Id"], ChildType="ORGANIZATIONAL_UNIT")["Children"]
    assert children == [{"Id": inner["Id"], "Type": "ORGANIZATIONAL_UNIT"}], children
    expect_error("OrganizationalUnitNotEmptyException", organizations.delete_organizational_unit, **one)
    organizations.tag_resource(ResourceId=unit["Id"], Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])
    organizations.untag_resource(ResourceId=unit["Id"], TagKeys=["a"])
    assert organizations.list_tags_for_resource(ResourceId=unit["Id"])["Tags"] == [{"Key": "b", "Value": "2"}]
    organizations.delete_organizational_unit(OrganizationalUnitId=inner["Id"])
    organizations.delete_organizational_unit(**one)
    expect_error("OrganizationalUnitNotFoundException", organizations.delete_organizational_unit, **one)


def check_service_access():
    service = {"ServicePrincipal": "ssm.amazonaws.com"}
    organizations.enable_aws_service_access(**service)
    listed = organizations.list_aws_service_access_for_organization()["EnabledServicePrincipals"]
    assert {entry["ServicePrincipal"] for entry in listed} == {"sso.amazonaws.com", "ssm.amazonaws.com"}, listed
    organizations.disable_aws_service_access(**service)
    expect_error("InvalidInputException", organizations.enable_aws_service_access, ServicePrincipal="nobody.example")


def check_closing(account):
    organizations.close_account(AccountId=account)
    expect_error("ConflictException", organizations.close_account, AccountId=account)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if organizations.describe_account(AccountId=account)["Account"]["State"] == "SUSPENDED":
            break
        time.sleep(0.1)
    expect_error("AccountAlreadyClosedException", organizations.close_account, AccountId=account)


def check_instance(instance):
    sso.describe_instance(**instance)
    sso.list_regions(**instance)
    sso.describe_region(**instance, RegionName="us-east-1")
    sso.update_instance(**instance, Name="Company")
    source = {"Key": "team", "Value": {"Source": ["${path:userType}"]}}
    configuration = {"InstanceAccessControlAttributeConfiguration": {"AccessControlAttributes": [source]}}
    sso.create_instance_access_control_attribute_configuration(**instance, **configuration)
    sso.update_instance_access_control_attribute_configuration(**instance, **configuration)
    sso.describe_instance_access_control_attribute_configuration(**instance)
    sso.delete_instance_access_control_attribute_configuration(**instance)


def check_organization():
    account = sts.get_caller_identity()["Account"]
    assert organizations.describe_organization()["Organization"]["MasterAccountId"] == account
    pages = list(organizations.get_paginator("list_accounts").paginate(PaginationConfig={"PageSize": 2}))
    assert any(not page["Accounts"] for page in pages), "an empty page with a token is part of the API"
    accounts = [entry for page in pages for entry in page["Accounts"]]
    assert len({entry["Id"] for entry in accounts}) == len(accounts) == 7
    root = organizations.list_roots()["Roots"][0]["Id"]
    units = organizations.list_organizational_units_for_parent(ParentId=root)["OrganizationalUnits"]
    for unit in units:
        organizations.describe_organizational_unit(OrganizationalUnitId=unit["Id"])
        organizations.list_accounts_for_parent(ParentId=unit["Id"])
    tags = [{"Key": "team", "Value": "web"}]
    request = until_created(Email="aws+new@example.com", AccountName="New", Tags=tags)
    assert request["State"] == "SUCCEEDED", request
    refused = until_created(Email="AWS+new@example.com", AccountName="Again")
    assert (refused["State"], refused["FailureReason"]) == ("FAILED", "EMAIL_ALREADY_EXISTS"), refused
    pages = organizations.get_paginator("list_create_account_status").paginate(PaginationConfig={"PageSize": 1})
    listed = {status["Id"] for page in pages for status in page["CreateAccountStatuses"]}
    assert listed == {request["Id"], refused["Id"]}, listed
    created = organizations.describe_account(AccountId=request["AccountId"])["Account"]
    assert (created["Email"], created["State"]) == ("aws+new@example.com", "ACTIVE"), created
    assert organizations.list_tags_for_resource(ResourceId=request["AccountId"])["Tags"] == tags
    move = {"AccountId": request["AccountId"], "SourceParentId": root, "DestinationParentId": units[0]["Id"]}
    organizations.move_account(**move)
    expect_error("DuplicateAccountException", organizations.move_account, **move)
    (parent,) = organizations.list_parents(ChildId=request["AccountId"])["Parents"]
    assert parent == {"Id": units[0]["Id"], "Type": "ORGANIZATIONAL_UNIT"}, parent
    organizations.register_delegated_administrator(AccountId=request["AccountId"], ServicePrincipal="sso.amazonaws.com")
    organizations.list_delegated_administrators()
    organizations.list_delegated_services_for_account(AccountId=request["AccountId"])
    organizations.deregister_delegated_administrator(
        AccountId=request["AccountId"], ServicePrincipal="sso.amazonaws.com"
    )
    expect_error("AccountNotFoundException", organizations.describe_account, AccountId="999999999999")
    check_units(root)
    check_service_access()
    assert once_ready(request["AccountId"]).list_users()["Users"] == []
    check_closing(request["AccountId"])
    return [entry["Id"] for entry in accounts if entry["State"] == "ACTIVE"]


def until_created(**wanted):
    request = organizations.create_account(**wanted)["CreateAccountStatus"]
    deadline = time.monotonic() + 60
    while request["State"] == "IN_PROGRESS" and time.monotonic() < deadline:
        time.sleep(0.1)
        request = organizations.describe_create_account_status(CreateAccountRequestId=request["Id"])["CreateAccountStatus"]
    return request


def once_ready(account):
    """An account that was just created refuses its access role for a while."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            return boto3_in(account, "iam")
        except sts.exceptions.ClientError as error:
            assert error.response["Error"]["Code"] == "AccessDenied", error
            time.sleep(0.1)
    raise AssertionError(f"{account} has not become ready")


def boto3_in(account, service):
    role = f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole"
    keys = sts.assume_role(RoleArn=role, RoleSessionName="boto3")["Credentials"]
    return held_against_model(
        service,
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )


def check_access_keys(account):
    iam = boto3_in(account, "iam")
    pages = iam.get_paginator("list_users").paginate(PaginationConfig={"PageSize": 1})
    names = [user["UserName"] for page in pages for user in page["Users"]]
    assert names == sorted(names) and len(names) > 1, names
    keys = [key for name in names for key in iam.list_access_keys(UserName=name)["AccessKeyMetadata"]]
    uses = [iam.get_access_key_last_used(AccessKeyId=key["AccessKeyId"]) for key in keys]
    assert {use["UserName"] for use in uses} == set(names)
    assert {"N/A", "s3"} <= {use["AccessKeyLastUsed"]["ServiceName"] for use in uses}
    named = {"UserName": keys[0]["UserName"], "AccessKeyId": keys[0]["AccessKeyId"]}
    for status in ("Inactive", "Active"):
        iam.update_access_key(**named, Status=status)
        assert iam.list_access_keys(UserName=named["UserName"])["AccessKeyMetadata"][0]["Status"] == status
    assert iam.get_policy(PolicyArn=POLICY)["Policy"]["Path"] == "/service-role/"
    expect_error("NoSuchEntity", iam.get_policy, PolicyArn="arn:aws:iam::aws:policy/AmplifyBackendDeployFullAccess")
    expect_error("NoSuchEntity", iam.list_access_keys, UserName="nobody")
    expect_error("NoSuchEntity", iam.update_access_key, **{**named, "AccessKeyId": "AKIA" + "A" * 16}, Status="Active")
    expect_error("AccessDenied", iam.get_access_key_last_used, AccessKeyId="AKIA" + "A" * 16)


def check_directory(identity_store_id):
    directory = {"IdentityStoreId": identity_store_id}
    people = {}
    for name in ("ada", "bob", "cyd", "dan", "eve"):
        created = store.create_user(
            **directory,
            UserName=name,
            DisplayName=name.title(),
            Name={"GivenName": name.title(), "FamilyName": "Example"},
            Emails=[{"Value": f"{name}@example.com", "Type": "Work", "Primary": True}],
        )
        people[name] = created["UserId"]
    expect_error(
        "ConflictException",
        store.create_user,
        **directory,
        UserName="ada",
        DisplayName="x",
        Name={"GivenName": "x", "FamilyName": "y"},
    )
    pages = store.get_paginator("list_users").paginate(**directory, PaginationConfig={"PageSize": 2})
    assert [user["UserName"] for page in pages for user in page["Users"]] == list(people)
    by_email = {"UniqueAttribute": {"AttributePath": "emails.value", "AttributeValue": "bob@example.com"}}
    assert store.get_user_id(**directory, AlternateIdentifier=by_email)["UserId"] == people["bob"]
    store.describe_user(**directory, UserId=people["ada"])
    group = store.create_group(**directory, DisplayName="Developers")["GroupId"]
    for person in people.values():
        store.create_group_membership(**directory, GroupId=group, MemberId={"UserId": person})
    pages = store.get_paginator("list_group_memberships").paginate(
        **directory, GroupId=group, PaginationConfig={"PageSize": 2}
    )
    members = [membership["MemberId"]["UserId"] for page in pages for membership in page["GroupMemberships"]]
    assert sorted(members) == sorted(people.values())
    store.describe_group(**directory, GroupId=group)
    store.list_groups(**directory)
    store.list_group_memberships_for_member(**directory, MemberId={"UserId": people["ada"]})
    store.is_member_in_groups(**directory, MemberId={"UserId": people["ada"]}, GroupIds=[group])
    return people, group


def check_permission_sets(instance):
    for number in range(5):
        sso.create_permission_set(**instance, Name=f"set-{number}")
    created = sso.create_permission_set(
        **instance, Name="amplify-policy", SessionDuration="PT12H", Tags=[{"Key": "by", "Value": "boto3"}]
    )["PermissionSet"]
    expect_error("ConflictException", sso.create_permission_set, **instance, Name="amplify-policy")
    expect_error("ValidationException", sso.create_permission_set, **instance, Name="no spaces")
    pages = sso.get_paginator("list_permission_sets").paginate(**instance, PaginationConfig={"PageSize": 2})
    arns = [arn for page in pages for arn in page["PermissionSets"]]
    assert len(set(arns)) == 6 and arns[-1] == created["PermissionSetArn"]

    one = {**instance, "PermissionSetArn": created["PermissionSetArn"]}
    sso.attach_managed_policy_to_permission_set(**one, ManagedPolicyArn=POLICY)
    expect_error("ConflictException", sso.attach_managed_policy_to_permission_set, **one, ManagedPolicyArn=POLICY)
    reference = {"CustomerManagedPolicyReference": {"Name": "Ours", "Path": "/team/"}}
    sso.attach_customer_managed_policy_reference_to_permission_set(**one, **reference)
    sso.list_customer_managed_policy_references_in_permission_set(**one)
    sso.detach_customer_managed_policy_reference_from_permission_set(**one, **reference)
    sso.put_inline_policy_to_permission_set(**one, InlinePolicy='{"Version":"2012-10-17","Statement":[]}')
    sso.get_inline_policy_for_permission_set(**one)
    sso.put_permissions_boundary_to_permission_set(
        **one, PermissionsBoundary={"ManagedPolicyArn": "arn:aws:iam::aws:policy/PowerUserAccess"}
    )
    sso.get_permissions_boundary_for_permission_set(**one)
    sso.delete_permissions_boundary_from_permission_set(**one)
    expect_error("ResourceNotFoundException", sso.get_permissions_boundary_for_permission_set, **one)
    sso.describe_permission_set(**one)
    sso.list_managed_policies_in_permission_set(**one)
    tagged = {**instance, "ResourceArn": created["PermissionSetArn"]}
    sso.tag_resource(**tagged, Tags=[{"Key": "team", "Value": "web"}])
    sso.untag_resource(**tagged, TagKeys=["by"])
    assert sso.list_tags_for_resource(**tagged)["Tags"] == [{"Key": "team", "Value": "web"}]
    sso.delete_permission_set(**instance, PermissionSetArn=arns[0])
    return one


def check_assignments(instance, one, accounts, people, group):
    def start(account, kind, principal):
        target = {"TargetId": account, "TargetType": "AWS_ACCOUNT", "PrincipalType": kind, "PrincipalId": principal}
        status = sso.create_account_assignment(**one, **target)["AccountAssignmentCreationStatus"]
        assert status["Status"] == "IN_PROGRESS"
        return status["RequestId"]

    requests = [start(account, "GROUP", group) for account in accounts]
    requests += [start(accounts[0], "USER", person) for person in people.values()]
    listed = sso.get_paginator("list_account_assignment_creation_status").paginate(
        **instance, PaginationConfig={"PageSize": 3}
    )
    ids = {status["RequestId"] for page in listed for status in page["AccountAssignmentsCreationStatus"]}
    assert ids == set(requests)
    for request in requests:
        status = until_done(
            sso.describe_account_assignment_creation_status,
            "AccountAssignmentCreationStatus",
            **instance,
            AccountAssignmentCreationRequestId=request,
        )
        assert status["Status"] == "SUCCEEDED", status
    pages = sso.get_paginator("list_account_assignments").paginate(
        **one, AccountId=accounts[0], PaginationConfig={"PageSize": 2}
    )
    assigned = {entry["PrincipalId"] for page in pages for entry in page["AccountAssignments"]}
    assert assigned == {group, *people.values()}
    pages = sso.get_paginator("list_accounts_for_provisioned_permission_set").paginate(
        **one, PaginationConfig={"PageSize": 2}
    )
    assert sorted(account for page in pages for account in page["AccountIds"]) == sorted(accounts)
    sso.list_permission_sets_provisioned_to_account(**instance, AccountId=accounts[0])
    sso.list_account_assignments_for_principal(**instance, PrincipalId=people["ada"], PrincipalType="USER")
    expect_error(
        "ResourceNotFoundException",
        sso.create_account_assignment,
        **one,
        TargetId=accounts[0],
        TargetType="AWS_ACCOUNT",
        PrincipalType="USER",
        PrincipalId=group,
    )


def check_provisioning(instance, one, accounts):
    sso.update_permission_set(**one, SessionDuration="PT8H", Description="changed")
    outdated = {**one, "ProvisioningStatus": "LATEST_PERMISSION_SET_NOT_PROVISIONED"}
    assert sorted(sso.list_accounts_for_provisioned_permission_set(**outdated)["AccountIds"]) == sorted(accounts)
    request = sso.provision_permission_set(**one, TargetType="ALL_PROVISIONED_ACCOUNTS")["PermissionSetProvisioningStatus"]
    status = until_done(
        sso.describe_permission_set_provisioning_status,
        "PermissionSetProvisioningStatus",
        **instance,
        ProvisionPermissionSetRequestId=request["RequestId"],
    )
    assert status["Status"] == "SUCCEEDED", status
    assert sso.list_accounts_for_provisioned_permission_set(**outdated)["AccountIds"] == []
    sso.list_permission_set_provisioning_status(**instance)
    expect_error("ConflictException", sso.delete_permission_set, **one)


def check_developer(start_url):
    """What a developer's machine asks: the simulator approves by itself, for the first person who has an account."""
    oidc, portal = held_against_model("sso-oidc"), held_against_model("sso")
    registered = oidc.register_client(clientName="boto3", clientType="public", scopes=["sso:account:access"])
    client = {name: registered[name] for name in ("clientId", "clientSecret")}
    expect_error("InvalidRequestException", oidc.start_device_authorization, **client, startUrl="https://example.com/")
    device = oidc.start_device_authorization(**client, startUrl=start_url)
    grant = {"grantType": "urn:ietf:params:oauth:grant-type:device_code", "deviceCode": device["deviceCode"]}
    expect_error("AuthorizationPendingException", oidc.create_token, **client, **grant)
    time.sleep(device["interval"])
    token = oidc.create_token(**client, **grant)
    oidc.create_token(**client, grantType="refresh_token", refreshToken=token["refreshToken"])

    bearer = {"accessToken": token["accessToken"]}
    pages = portal.get_paginator("list_accounts").paginate(**bearer, PaginationConfig={"PageSize": 2})
    names = {entry["accountName"]: entry["accountId"] for page in pages for entry in page["accountList"]}
    account = {"accountId": names["Sandbox North"]}
    (role,) = portal.list_account_roles(**bearer, **account)["roleList"]
    expect_error("ForbiddenException", portal.get_role_credentials, **bearer, **account, roleName="other")
    keys = portal.get_role_credentials(**bearer, **account, roleName=role["roleName"])["roleCredentials"]
    check_role(role, account["accountId"], keys)
    portal.logout(**bearer)
    expect_error("UnauthorizedException", portal.list_accounts, **bearer)


def check_role(role, account, keys):
    names = {
        "aws_access_key_id": "accessKeyId",
        "aws_secret_access_key": "secretAccessKey",
        "aws_session_token": "sessionToken",
    }
    signed = {argument: keys[member] for argument, member in names.items()}
    identity = held_against_model("sts", **signed).get_caller_identity()
    assert identity["Account"] == account, identity
    assert f":assumed-role/AWSReservedSSO_{role['roleName']}_" in identity["Arn"], identity
    ssm = held_against_model("ssm", **signed)
    assert int(ssm.get_parameter(Name="/cdk-bootstrap/hnb659fds/version")["Parameter"]["Value"]) >= 6
    expect_error("ParameterNotFound", ssm.get_parameter, Name="/elsewhere")
    assert ssm.get_parameters_by_path(Path="/amplify/nobody")["Parameters"] == []
    assert held_against_model("amplify", **signed).list_apps()["apps"] == []
    cloudformation = held_against_model("cloudformation", **signed)
    (stack,) = cloudformation.describe_stacks(StackName="CDKToolkit")["Stacks"]
    assert stack["Outputs"][0]["OutputKey"] == "BootstrapVersion", stack
    complete = cloudformation.list_stacks(StackStatusFilter=["CREATE_COMPLETE"])["StackSummaries"]
    assert [entry["StackName"] for entry in complete] == ["CDKToolkit"]
    expect_error("AccessDeniedException", held_against_model("sso-admin", **signed).list_instances)


def check_bootstrap_stack(account):
    cloudformation, ssm = boto3_in(account, "cloudformation"), boto3_in(account, "ssm")
    stack = {"StackName": "CDKToolkit"}
    source = {
        "TemplateBody": BOOTSTRAP_TEMPLATE,
        "Parameters": [{"ParameterKey": "Qualifier", "ParameterValue": "boto3"}],
        "Tags": [{"Key": "by", "Value": "boto3"}],
    }
    made = cloudformation.create_change_set(**stack, ChangeSetName="first", ChangeSetType="CREATE", **source)
    cloudformation.get_waiter("change_set_create_complete").wait(ChangeSetName=made["Id"], WaiterConfig={"Delay": 1})
    described = cloudformation.describe_change_set(ChangeSetName=made["Id"], IncludePropertyValues=True)
    assert [change["ResourceChange"]["Action"] for change in described["Changes"]] == ["Add", "Add"], described
    expect_error("AlreadyExistsException", cloudformation.create_change_set, **stack, ChangeSetName="first", **source)
    cloudformation.execute_change_set(ChangeSetName=made["Id"])
    cloudformation.get_waiter("stack_create_complete").wait(**stack, WaiterConfig={"Delay": 1})
    pages = ssm.get_paginator("get_parameters_by_path").paginate(Path="/cdk-bootstrap", Recursive=True)
    assert [entry["Name"] for page in pages for entry in page["Parameters"]] == ["/cdk-bootstrap/boto3/version"]
    events = cloudformation.describe_stack_events(**stack)["StackEvents"]
    assert events[0]["ResourceStatus"] == "CREATE_COMPLETE" and len(events) == 7, events
    assert cloudformation.get_template(**stack)["TemplateBody"] == BOOTSTRAP_TEMPLATE

    cloudformation.create_change_set(**stack, ChangeSetName="same", ChangeSetType="UPDATE", **source)
    time.sleep(1)
    same = cloudformation.describe_change_set(**stack, ChangeSetName="same")
    assert same["Status"] == "FAILED" and "didn't contain changes" in same["StatusReason"], same
    cloudformation.delete_change_set(**stack, ChangeSetName="same")
    expect_error("ChangeSetNotFound", cloudformation.describe_change_set, **stack, ChangeSetName="same")
    expect_error("ValidationError", cloudformation.describe_stacks, StackName="nowhere")
    cloudformation.update_termination_protection(**stack, EnableTerminationProtection=False)
    cloudformation.delete_stack(**stack)
    cloudformation.get_waiter("stack_delete_complete").wait(**stack, WaiterConfig={"Delay": 1})


def check_deletion(instance, one, accounts, group):
    target = {"TargetId": accounts[-1], "TargetType": "AWS_ACCOUNT", "PrincipalType": "GROUP", "PrincipalId": group}
    request = sso.delete_account_assignment(**one, **target)["AccountAssignmentDeletionStatus"]
    status = until_done(
        sso.describe_account_assignment_deletion_status,
        "AccountAssignmentDeletionStatus",
        **instance,
        AccountAssignmentDeletionRequestId=request["RequestId"],
    )
    assert status["Status"] == "SUCCEEDED", status
    sso.list_account_assignment_deletion_status(**instance)
    sso.detach_managed_policy_from_permission_set(**one, ManagedPolicyArn=POLICY)
    sso.delete_inline_policy_from_permission_set(**one)
    left = sso.list_accounts_for_provisioned_permission_set(**one)["AccountIds"]
    assert accounts[-1] not in left and len(left) == len(accounts) - 1


def check_leaving(identity_store_id, people, group):
    directory = {"IdentityStoreId": identity_store_id}
    renamed = {"Operations": [{"AttributePath": "displayName", "AttributeValue": "Renamed"}]}
    store.update_user(**directory, UserId=people["ada"], **renamed)
    assert store.describe_user(**directory, UserId=people["ada"])["DisplayName"] == "Renamed"
    store.update_group(**directory, GroupId=group, **renamed)
    by_name = {"UniqueAttribute": {"AttributePath": "displayName", "AttributeValue": "Renamed"}}
    assert store.get_group_id(**directory, AlternateIdentifier=by_name)["GroupId"] == group
    ada = {"GroupId": group, "MemberId": {"UserId": people["ada"]}}
    membership = {"MembershipId": store.get_group_membership_id(**directory, **ada)["MembershipId"]}
    store.describe_group_membership(**directory, **membership)
    store.delete_group_membership(**directory, **membership)
    expect_error("ResourceNotFoundException", store.describe_group_membership, **directory, **membership)
    store.delete_user(**directory, UserId=people["ada"])
    store.delete_group(**directory, GroupId=group)


check_new_organization()
active = check_organization()
(found,) = [entry for page in sso.get_paginator("list_instances").paginate() for entry in page["Instances"]]
organization_instance = {"InstanceArn": found["InstanceArn"]}
check_instance(organization_instance)
users, developers = check_directory(found["IdentityStoreId"])
permission_set = check_permission_sets(organization_instance)
check_assignments(organization_instance, permission_set, active, users, developers)
check_provisioning(organization_instance, permission_set, active)
check_developer(f"https://{found['IdentityStoreId']}.awsapps.com/start")
check_deletion(organization_instance, permission_set, active, developers)
check_leaving(found["IdentityStoreId"], users, developers)
check_access_keys("210987654321")
check_bootstrap_stack("456789012345")
print(json.dumps({**seen, "operations": sorted(seen["operations"]), "errors": sorted(seen["errors"])}))

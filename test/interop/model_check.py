"""boto3 clients that hold every answer against botocore's own service models, and a record of what they have seen."""

import json
import re

import boto3
import botocore.validate

# Members that AWS answers since mid-2026 and that this botocore has no shape for.
NEWER = {
    "sso-admin": {"PrimaryRegion", "Regions", "PermissionSetsEnabled", "EncryptionConfigurationDetails"},
    "identitystore": {"UserArn", "GroupArn", "MembershipArn", "Revision", "IdentityStoreArn"},
}
seen = {"answers": 0, "operations": set(), "errors": set()}


def held_against_model(service, **credentials):
    """A client whose every successful answer must fit the output shape of its operation."""
    client = boto3.client(service, **credentials)
    model = client.meta.service_model

    def before_parse(operation_model, response_dict, **_):
        if response_dict["status_code"] < 300 and model.metadata["protocol"] in ("json", "rest-json"):
            raw = json.loads(response_dict["body"] or "{}")
            check_members(operation_model.output_shape, raw, operation_model.name, NEWER.get(service, set()))

    def after_call(model, parsed, **_):
        if parsed["ResponseMetadata"]["HTTPStatusCode"] >= 300:
            return
        seen["answers"] += 1
        seen["operations"].add(f"{service}:{model.name}")
        if model.output_shape is not None:
            answer = {key: value for key, value in parsed.items() if key != "ResponseMetadata"}
            report = botocore.validate.ParamValidator().validate(answer, model.output_shape)
            assert not report.has_errors(), f"{model.name}: {report.generate_report()}"

    client.meta.events.register(f"before-parse.{service}", before_parse)
    client.meta.events.register(f"after-call.{service}", after_call)
    return client


def check_members(shape, value, where, newer):
    if shape is None:
        assert value == {}, f"{where}: nothing is declared, {value} came"
    elif shape.type_name == "structure":
        if getattr(shape, "is_document_type", False):
            return
        for name, member in value.items():
            if name in shape.members:
                check_members(shape.members[name], member, f"{where}.{name}", newer)
            else:
                assert name in newer, f"{where} has no member {name}"
    elif shape.type_name == "list":
        for item in value:
            check_members(shape.member, item, f"{where}[]", newer)
    elif shape.type_name == "string":
        pattern = shape.metadata.get("pattern")
        if pattern and "\\p{" not in pattern:
            assert re.fullmatch(pattern, value), f"{where}: {value!r} does not match {pattern}"
        enum = shape.metadata.get("enum")
        assert not enum or value in enum, f"{where}: {value!r} is none of {enum}"


def expect_error(code, call, **params):
    try:
        call(**params)
    except call.__self__.exceptions.ClientError as error:
        assert error.response["Error"]["Code"] == code, f"{code} expected: {error}"
        assert error.response["Error"]["Message"], f"{code} has no message"
        modelled = getattr(call.__self__.exceptions, code, None)
        assert modelled is None or isinstance(error, modelled)
        seen["errors"].add(code)
        return error
    raise AssertionError(f"{code} expected from {call.__name__}, and it succeeded")

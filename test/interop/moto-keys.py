"""Prepares IAM users with access keys in a member account of moto, and tells what became of the keys.

    python3 moto-keys.py make ACCOUNT    puts two users there, one of them with two keys
    python3 moto-keys.py state ACCOUNT   the status of each key by its user and the last four characters of its id
"""

import json
import sys

import boto3

command, account = sys.argv[1:]
role = f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole"
keys = boto3.client("sts").assume_role(RoleArn=role, RoleSessionName="moto")["Credentials"]
iam = boto3.client(
    "iam",
    aws_access_key_id=keys["AccessKeyId"],
    aws_secret_access_key=keys["SecretAccessKey"],
    aws_session_token=keys["SessionToken"],
)
if command == "make":
    for user, count in (("ana", 2), ("ci-deploy", 1), ("nobody", 0)):
        iam.create_user(UserName=user)
        for _ in range(count):
            iam.create_access_key(UserName=user)
users = [user["UserName"] for user in iam.list_users()["Users"]]
state = {
    f"{user}/{key['AccessKeyId'][-4:]}": key["Status"]
    for user in users
    for key in iam.list_access_keys(UserName=user)["AccessKeyMetadata"]
}
print(json.dumps(state))

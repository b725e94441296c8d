#!/bin/bash
# The commands of Amplify's documentation for CloudShell (https://docs.amplify.aws/react/start/account-setup/), looped over
# people: a user name for each, and the permission set made once, since a second time it is refused. Waits for nothing.
for user_email in "$@"; do
  response=$(aws sso-admin list-instances)
  ssoId=$(echo $response | jq '.Instances[0].IdentityStoreId' -r)
  ssoArn=$(echo $response | jq '.Instances[0].InstanceArn' -r)
  email_json=$(jq -n --arg email "$user_email" '{"Type":"Work","Value":$email}')
  response=$(aws identitystore create-user --identity-store-id $ssoId --user-name "$user_email" --display-name 'Amplify Admin' --name Formatted=string,FamilyName=Admin,GivenName=Amplify --emails "$email_json")
  userId=$(echo $response | jq '.UserId' -r)
  if [ -z "$permissionSetArn" ]; then
    response=$(aws sso-admin create-permission-set --name amplify-policy --instance-arn=$ssoArn --session-duration PT12H)
    permissionSetArn=$(echo $response | jq '.PermissionSet.PermissionSetArn' -r)
    aws sso-admin attach-managed-policy-to-permission-set --instance-arn $ssoArn --permission-set-arn $permissionSetArn --managed-policy-arn arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess
  fi
  accountId=$(aws sts get-caller-identity | jq '.Account' -r)
  aws sso-admin create-account-assignment --instance-arn $ssoArn --target-id $accountId --target-type AWS_ACCOUNT --permission-set-arn $permissionSetArn --principal-type USER --principal-id $userId || exit 1
done

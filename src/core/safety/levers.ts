import { DIGIT } from "./glob.ts";

/** An action through which whoever has it gets more than was given to them, and what it has to reach for that. */
export interface Lever {
  readonly action: string;
  /** Resources, as patterns: reaching one of them is enough. */
  readonly on: readonly string[];
}

const ACCOUNT = DIGIT.repeat(12);

/**
 * Writes to IAM that give permissions, trust or credentials, by the resource that they are made on. Not in it: tags,
 * service-linked roles, which only AWS's services use, and what people do for themselves (passwords, MFA devices).
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
const IAM_WRITES: Readonly<Record<string, readonly string[]>> = {
  "user/*": [
    "AddUserToGroup",
    "AttachUserPolicy",
    "CreateAccessKey",
    "CreateLoginProfile",
    "CreateServiceSpecificCredential",
    "CreateUser",
    "DeleteUserPermissionsBoundary",
    "DeleteUserPolicy",
    "DetachUserPolicy",
    "PutUserPermissionsBoundary",
    "PutUserPolicy",
    "ResetServiceSpecificCredential",
    "UpdateAccessKey",
    "UpdateLoginProfile",
    "UploadSigningCertificate",
    "UploadSSHPublicKey",
  ],
  "role/*": [
    "AttachRolePolicy",
    "CreateRole",
    "DeleteRolePermissionsBoundary",
    "DeleteRolePolicy",
    "DetachRolePolicy",
    "PutRolePermissionsBoundary",
    "PutRolePolicy",
    "UpdateAssumeRolePolicy",
  ],
  "group/*": [
    "AddUserToGroup",
    "AttachGroupPolicy",
    "CreateGroup",
    "DeleteGroupPolicy",
    "DetachGroupPolicy",
    "PutGroupPolicy",
    "RemoveUserFromGroup",
  ],
  "policy/*": ["CreatePolicy", "CreatePolicyVersion", "DeletePolicyVersion", "SetDefaultPolicyVersion"],
  "instance-profile/*": ["AddRoleToInstanceProfile"],
  "saml-provider/*": ["CreateSAMLProvider", "UpdateSAMLProvider"],
  "oidc-provider/*": [
    "AddClientIDToOpenIDConnectProvider",
    "CreateOpenIDConnectProvider",
    "UpdateOpenIDConnectProviderThumbprint",
  ],
};

/** Writes to the organization and to its Identity Center: who gets in where, and what holds them there. */
const ORGANIZATION_WRITES: Readonly<Record<string, readonly string[]>> = {
  sso: [
    "AttachCustomerManagedPolicyReferenceToPermissionSet",
    "AttachManagedPolicyToPermissionSet",
    "CreateAccountAssignment",
    "CreateInstanceAccessControlAttributeConfiguration",
    "CreatePermissionSet",
    "DeleteInlinePolicyFromPermissionSet",
    "DeletePermissionsBoundaryFromPermissionSet",
    "DetachCustomerManagedPolicyReferenceFromPermissionSet",
    "DetachManagedPolicyFromPermissionSet",
    "PutInlinePolicyToPermissionSet",
    "PutPermissionsBoundaryToPermissionSet",
    "ProvisionPermissionSet",
    "UpdateInstanceAccessControlAttributeConfiguration",
    "UpdatePermissionSet",
  ],
  "sso-directory": [
    "AddMemberToGroup",
    "CreateExternalIdPConfigurationForDirectory",
    "CreateUser",
    "EnableExternalIdPConfigurationForDirectory",
    "UpdatePassword",
    "UpdateUser",
  ],
  identitystore: ["CreateGroup", "CreateGroupMembership", "CreateUser", "UpdateGroup", "UpdateUser"],
  organizations: [
    "AttachPolicy",
    "CreateAccount",
    "CreatePolicy",
    "DeletePolicy",
    "DetachPolicy",
    "DisablePolicyType",
    "InviteAccountToOrganization",
    "LeaveOrganization",
    "MoveAccount",
    "PutResourcePolicy",
    "RegisterDelegatedAdministrator",
    "RemoveAccountFromOrganization",
    "UpdatePolicy",
  ],
};

/** One of these is enough. */
export const LEVERS: readonly Lever[] = [
  ...Object.entries(IAM_WRITES).flatMap(([resource, names]) =>
    named("iam", names, [`arn:aws:iam::${ACCOUNT}:${resource}`]),
  ),
  ...Object.entries(ORGANIZATION_WRITES).flatMap(([service, names]) =>
    named(service, names, [`arn:aws:${service}:*:*:*`]),
  ),
  { action: "sts:AssumeRoot", on: [`arn:aws:iam::${ACCOUNT}:root`] },
];

/** Roles that are as good as an administrator's wherever they are: a pattern that reaches one was not written for less. */
const POWERFUL_ROLES: readonly string[] = [
  "OrganizationAccountAccessRole",
  "AWSControlTowerExecution",
  "Administrator",
  "AdministratorAccess",
  "Admin",
  "admin",
  "aws-reserved/sso.amazonaws.com/AWSReservedSSO_AdministratorAccess_0123456789abcdef",
  "aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_AdministratorAccess_0123456789abcdef",
].map(roleNamed);

/** Taking such a role. */
export const ASSUMING: Lever = { action: "sts:AssumeRole", on: POWERFUL_ROLES };

/** The roles that the CDK deploys with, which have AdministratorAccess, in some of the Regions with the most use. */
const CDK_ROLES = [
  "us-east-1",
  "us-east-2",
  "us-west-2",
  "eu-west-1",
  "eu-central-1",
  "ap-southeast-1",
  "ap-northeast-1",
].map((region) => roleNamed(`cdk-hnb659fds-cfn-exec-role-${ACCOUNT}-${region}`));

/** Handing such a role to a service. */
export const PASSING: Lever = { action: "iam:PassRole", on: [...POWERFUL_ROLES, ...CDK_ROLES] };

/** Service-linked roles, which nobody but AWS's services can take or change. */
export const NOBODYS_ROLES = "arn:aws:iam::*:role/aws-service-role/*";

/** A service that acts, or runs the caller's code, with a role that the caller hands over. */
export interface CodeRunner {
  /** As the condition key iam:PassedToService has it. */
  readonly principals: readonly string[];
  readonly levers: readonly Lever[];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
export const CODE_RUNNERS: readonly CodeRunner[] = [
  runner("lambda", ["CreateFunction", "UpdateFunctionConfiguration"]),
  runner("ec2", [
    "AssociateIamInstanceProfile",
    "ReplaceIamInstanceProfileAssociation",
    "RequestSpotInstances",
    "RunInstances",
  ]),
  runner("autoscaling", ["CreateAutoScalingGroup", "CreateLaunchConfiguration"], ["ec2", "autoscaling"]),
  runner("cloudformation", ["CreateChangeSet", "CreateStack", "CreateStackSet", "UpdateStack", "UpdateStackSet"]),
  runner("ecs", ["RegisterTaskDefinition", "RunTask", "StartTask"], ["ecs", "ecs-tasks"]),
  runner("batch", ["RegisterJobDefinition", "SubmitJob"], ["batch", "ecs-tasks"]),
  runner("codebuild", ["CreateProject", "UpdateProject"]),
  runner("codepipeline", ["CreatePipeline", "UpdatePipeline"]),
  runner("codestar", ["CreateProject"]),
  runner("glue", ["CreateDevEndpoint", "CreateJob", "CreateSession", "UpdateJob"]),
  runner("sagemaker", [
    "CreateDomain",
    "CreateModel",
    "CreateNotebookInstance",
    "CreateProcessingJob",
    "CreateTrainingJob",
    "CreateUserProfile",
  ]),
  runner("datapipeline", ["CreatePipeline", "PutPipelineDefinition"], ["datapipeline", "elasticmapreduce", "ec2"]),
  runner("elasticmapreduce", ["RunJobFlow"], ["elasticmapreduce", "ec2"]),
  runner("emr-serverless", ["StartJobRun"]),
  runner("states", ["CreateStateMachine", "UpdateStateMachine"]),
  runner("scheduler", ["CreateSchedule", "UpdateSchedule"]),
  runner("events", ["PutTargets"]),
  runner("ssm", ["StartAutomationExecution"]),
  runner("apprunner", ["CreateService", "UpdateService"], ["apprunner", "tasks.apprunner", "build.apprunner"]),
  runner("amplify", ["CreateApp", "CreateBranch", "UpdateApp"]),
  runner("eks", ["CreatePodIdentityAssociation"], ["eks", "pods.eks"]),
  runner("cognito-identity", ["SetIdentityPoolRoles"]),
  runner("synthetics", ["CreateCanary", "UpdateCanary"], ["synthetics", "lambda"]),
  runner("imagebuilder", ["CreateInfrastructureConfiguration"], ["imagebuilder", "ec2"]),
  runner("elasticbeanstalk", ["CreateEnvironment", "UpdateEnvironment"], ["elasticbeanstalk", "ec2"]),
  runner("opsworks", ["CreateStack"]),
  runner("bedrock-agentcore", ["CreateAgentRuntime", "CreateCodeInterpreter"]),
];

function runner(service: string, names: readonly string[], principals: readonly string[] = [service]): CodeRunner {
  return {
    principals: principals.map((principal) => `${principal}.amazonaws.com`),
    levers: named(service, names, [`arn:aws:${service}:*:*:*`]),
  };
}

function named(service: string, names: readonly string[], on: readonly string[]): readonly Lever[] {
  return names.map((name) => ({ action: `${service}:${name}`, on }));
}

function roleNamed(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/${name}`;
}

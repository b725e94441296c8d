import amplify from "../models/amplify.json" with { type: "json" };
import cloudformation from "../models/cloudformation.json" with { type: "json" };
import iam from "../models/iam.json" with { type: "json" };
import identitystore from "../models/identitystore.json" with { type: "json" };
import organizations from "../models/organizations.json" with { type: "json" };
import ssm from "../models/ssm.json" with { type: "json" };
import sso from "../models/sso.json" with { type: "json" };
import ssoAdmin from "../models/sso-admin.json" with { type: "json" };
import ssoOidc from "../models/sso-oidc.json" with { type: "json" };
import sts from "../models/sts.json" with { type: "json" };

/** A shape of an AWS service model, by the model's own names; `members`, `member`, `key` and `value` name other shapes. */
export interface Shape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, string>>;
  /** Where members stand that are not in the body: `["querystring", "account_id"]`. */
  readonly locations?: Readonly<Record<string, readonly string[]>>;
  readonly member?: string;
  readonly key?: string;
  readonly value?: string;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly sensitive?: boolean;
  /** Any JSON is allowed here. */
  readonly document?: boolean;
}

/**
 * What an operation takes (the name of its input shape, if it takes anything), the errors it declares and, for rest-json,
 * the method and path of its requests.
 */
export interface OperationModel {
  readonly input?: string;
  readonly errors: readonly string[];
  readonly http?: readonly string[];
}

/** The part of an AWS service model that says what a request may hold. */
export interface ServiceModel {
  readonly source: string;
  readonly service: string;
  readonly apiVersion: string;
  readonly targetPrefix?: string;
  readonly operations: Readonly<Record<string, OperationModel>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** The models the simulator holds requests against, extracted from botocore. */
export const serviceModels = {
  amplify,
  cloudformation,
  iam,
  identitystore,
  organizations,
  ssm,
  sso,
  "sso-admin": ssoAdmin,
  "sso-oidc": ssoOidc,
  sts,
} satisfies Record<string, ServiceModel> as Readonly<Record<ModelledService, ServiceModel>>;

type ModelledService =
  | "amplify"
  | "cloudformation"
  | "iam"
  | "identitystore"
  | "organizations"
  | "ssm"
  | "sso"
  | "sso-admin"
  | "sso-oidc"
  | "sts";

/** The model of a service, which every service of the simulator has. */
export function modelOf({ id }: { readonly id: string }): ServiceModel {
  const model = Object.entries(serviceModels).find(([name]) => name === id)?.[1];
  if (model === undefined) throw new Error(`no model of ${id}`);
  return model;
}

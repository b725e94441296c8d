/**
 * How AWS writes ids, from its service models (organizations, sso-admin and identitystore). Whatever checks an id takes the form
 * from here, so that what one command prints or saves another takes.
 */

const UUID = "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";

/** `aws`, `aws-us-gov`, `aws-iso-b` … */
export const PARTITION = /^aws(-[a-z]{1,5}){0,3}$/;

export const ACCOUNT_ID = /^\d{12}$/;

/** An instance of Identity Center. https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_InstanceMetadata.html */
export const INSTANCE_ARN = /^arn:aws(-[a-z]{1,5}){0,3}:sso:::instance\/(sso)?ins-[A-Za-z0-9.-]{16}$/;

/** The end of that ARN, which is also the first part of some hosts. */
export const INSTANCE_ID = /(?:sso)?ins-[a-z0-9-]{16}$/;

/**
 * An identity store: `d-` and ten characters, or a UUID where it is old. AWS gives hexadecimal digits; what stands in for AWS in
 * tests gives any letters, and sso-admin's own model takes them.
 */
export const IDENTITY_STORE_ID = new RegExp(`^(d-[0-9a-z]{10}|${UUID})$`);

/** An identity store that has a portal of its own name: AWS's, and not an old one. */
export const DIRECTORY_ID = /^d-[0-9a-f]{10}$/;

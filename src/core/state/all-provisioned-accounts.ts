/** Stands for every account that has a permission set: AWS provisions up to 3,500 of them in one request. */
export const ALL_PROVISIONED_ACCOUNTS = "ALL_PROVISIONED_ACCOUNTS";

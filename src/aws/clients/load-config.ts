/** What we use of it when it is loaded late. */
export { loadConfig } from "@smithy/core/config";

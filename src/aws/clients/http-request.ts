/** What we use of it when it is loaded late: of the whole package that is, all protocols would be in the bundle. */
export { HttpRequest } from "@smithy/core/protocols";

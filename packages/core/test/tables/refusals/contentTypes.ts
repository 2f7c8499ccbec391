/** Content types of errors. */
export const JSON_TYPE = "application/json";
export const PROBLEM = "application/problem+json";

import fc from "fast-check";

/**
 * Property tests try the same inputs on every run, so that a pull request fails for what it changed. With
 * `FAST_CHECK_SEED=random` they try others, and print the seed of what they find.
 */
const seed = process.env.FAST_CHECK_SEED ?? "20261121";

fc.configureGlobal(seed === "random" ? {} : { seed: Number(seed) });

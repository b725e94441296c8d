/**
 * How every temporary access key of the simulator starts. A key that starts so and is not known was given by a world
 * that is no more, and must not be taken for the caller's own.
 */
export const issuedKeyPrefix = "ASIASIM";

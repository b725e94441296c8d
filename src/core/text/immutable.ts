/** The same data, of which nothing can be changed, at any depth: what a schema infers is mutable. */
export type Immutable<Data> = unknown extends Data
  ? Data
  : Data extends string | number | boolean | null | undefined
    ? Data
    : { readonly [Member in keyof Data]: Immutable<Data[Member]> };

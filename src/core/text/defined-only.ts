type Always<Data> = { [Member in keyof Data as undefined extends Data[Member] ? never : Member]: Data[Member] };
type Sometimes<Data> = {
  [Member in keyof Data as undefined extends Data[Member] ? Member : never]?: Exclude<Data[Member], undefined>;
};

/** The same without the members that are `undefined`: absent is how data says that there is nothing. */
export function definedOnly<Data extends object>(data: Data): Always<Data> & Sometimes<Data> {
  const members = Object.entries(data).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members) as Always<Data> & Sometimes<Data>;
}

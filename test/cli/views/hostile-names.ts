import fc from "fast-check";
import { emailFault } from "../../../src/core/aws/email-address.ts";
import { groupNameFault, personNameFault, userNameFault } from "../../../src/core/aws/name-rules.ts";
import type { Person } from "../../../src/core/plan/person.ts";

/** Every name is one that AWS and the team file take: what is hostile about it is what is read into it elsewhere. */
const pieces = [
  ..."ana bo Zoë 大谷 | ` * _ ~ < > & $ [x](http://evil.example) <script> <!-- --> @octo/team #1 ::error::x ##[error]x".split(
    " ",
  ),
  ..."::set-env :x: www.evil.example https://evil.example </details> </code> \\| %0A ::stop-commands::t &lt; $x^2$ ![i](x)".split(
    " ",
  ),
];

const words = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 5 });
export const hostileText = words.map((some) => some.join(" "));

const displayName = hostileText.map((text) => `Q${text}`).filter((text) => personNameFault(text) === undefined);
const userName = words
  .map((some) => `u${some.join("")}`)
  .filter((text) => userNameFault(text) === undefined && groupNameFault(text) === undefined);
const local = fc.stringMatching(/^[a-z0-9!#$%&'*+/=?^_`{|}~-]{2,20}$/).filter((text) => !/^[=+-]/.test(text));

/** A team of which no two people are alike, each on a row of their own. */
export const hostilePeople: fc.Arbitrary<readonly Person[]> = fc
  .uniqueArray(fc.record({ displayName, userName, local, account: hostileText }), {
    minLength: 1,
    maxLength: 6,
    selector: ({ userName: name }) => name.toLowerCase(),
  })
  .map((drawn) =>
    drawn.map(({ local: name, account, ...names }, index) => ({
      ...names,
      email: `${name}.${index}@example.com`,
      namesDerived: index % 2 === 0,
      access: [
        {
          accountId: String(210_000_000_000 + index),
          accountName: account,
          permissionSet: "amplify-policy",
          region: "eu-west-1",
          profile: "amplify",
          line: index + 2,
        },
      ],
    })),
  )
  .filter((people) => people.every(({ email }) => emailFault(email) === undefined));

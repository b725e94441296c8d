/** Addresses that no browser may be sent to for signing in: what they are, as written, and what is said about them. */
export const hostileStartUrls: readonly (readonly [what: string, url: string, says: string])[] = [
  ["a script", "javascript:alert(1)", "is not an https URL"],
  ["a file", "file:///etc/passwd", "is not an https URL"],
  ["data", "data:text/html,<h1>Hello</h1>", "is not an https URL"],
  ["plain http", "http://d-9067a1b2c3.awsapps.com/start", "is not an https URL"],
  ["AWS's host as somebody's user name", "https://d-9067a1b2c3.awsapps.com@evil.example/start", "holds a user name"],
  ["a backslash before AWS's host", "https://evil.example\\.awsapps.com/start", "names no host that AWS could be at"],
  ["a start URL with a port", "https://d-9067a1b2c3.awsapps.com:8443/start", "names a port"],
  [
    "a start URL with a query",
    "https://d-9067a1b2c3.awsapps.com/start?next=https://evil.example",
    "has a query, which a start URL has not",
  ],
  [
    "AWS's host within another",
    "https://d-9067a1b2c3.awsapps.com.evil.example/start",
    "resembles an address of AWS, and AWS has no access portal there",
  ],
  [
    "a host one letter off",
    "https://d-9067a1b2c3.awsaps.com/start",
    "resembles an address of AWS, and AWS has no access portal there",
  ],
  [
    "a host with a digit for a letter",
    "https://acme.portal.amaz0naws.com/start",
    "resembles an address of AWS, and AWS has no access portal there",
  ],
  [
    "somebody's own host at AWS",
    "https://evil.s3.amazonaws.com/start",
    "resembles an address of AWS, and AWS has no access portal there",
  ],
  [
    "a host with a Cyrillic letter",
    "https://d-9067a1b2c3.аwsapps.com/start",
    'has "а" in its host, perhaps a letter that looks like another',
  ],
  [
    "a host in punycode",
    "https://d-9067a1b2c3.xn--wsapps-2nf.com/start",
    "has a host in encoded letters, which may look like other ones",
  ],
  ["a host with a dot at its end", "https://d-9067a1b2c3.awsapps.com./start", "has a dot at the end of its host"],
  [
    "a host of full-width letters",
    "https://ｄ-9067a1b2c3.awsapps.com/start",
    'has "ｄ" in its host, perhaps a letter that looks like another',
  ],
  ["an escaped letter in the host", "https://evil.example%2Eawsapps.com/start", "names no host that AWS could be at"],
  ["a number as host", "https://2130706433/start", "names no host"],
  ["an IP address as host", "https://127.0.0.1/start", "names no host that AWS could be at"],
  ["an IPv6 address as host", "https://[::1]/start", "names no host"],
  [
    "another service on an AWS host",
    "https://acme.awsapps.com/connect",
    "is on an AWS host, and no access portal is at that path",
  ],
  ["a path that climbs", "https://d-9067a1b2c3.awsapps.com/start/../../evil", "has a path that no access portal has"],
  [
    "a start URL without end",
    `https://d-9067a1b2c3.awsapps.com/${"a".repeat(5000)}`,
    "has 5033 characters, more than any start URL",
  ],
];

import { Html, html } from "./html.ts";
import type { Page } from "./layout.ts";

/** What every form carries: the request it answers, and the proof that it comes from one of these pages. */
export interface FormState {
  readonly requestId?: string;
  readonly formToken: string;
}

interface SignIn extends FormState {
  readonly clientName: string;
  readonly startUrl: string;
  /** What was typed before, when it did not do. */
  readonly userName?: string;
  readonly problem?: string;
  /** A part of the directory, to help who tries the simulator. */
  readonly userNames: readonly string[];
}

/** Asks for the user name. */
export function signInPage({ clientName, startUrl, userName, problem, userNames, ...state }: SignIn): Page {
  const directory =
    userNames.length === 0
      ? html`<p class="error" role="note">Nobody is in this directory yet. Onboard a team first, then sign in.</p>`
      : html`<details><summary>Who is in this directory?</summary><ul>${userNames.map((name) => html`<li>${name}</li>`)}</ul></details>`;
  return {
    title: "Sign in",
    ...(problem !== undefined && { status: 400 }),
    main: html`<h1>Sign in</h1>
<p class="lead">to continue to ${clientName}</p>
<form method="post" action="/sign-in">
${problemNote(problem)}${hidden(state)}<label for="user-name">User name</label>
<p class="hint" id="user-name-hint">The one in your access portal, ${address(startUrl)}</p>
<input type="text" id="user-name" name="user_name" value="${userName ?? ""}" required autofocus autocomplete="username"
  autocapitalize="none" spellcheck="false" ${invalid(problem, "user-name-hint")}>
<div class="buttons"><button>Next</button></div>
</form>
${directory}`,
  };
}

interface FirstSignIn extends FormState {
  readonly userName: string;
}

/** What a person meets who has no password: at AWS the way on goes through an e-mail, here through a choice. */
export function firstSignInPage({ userName, ...state }: FirstSignIn): Page {
  return {
    title: "Your first sign-in",
    main: html`<h1>Your password is not set</h1>
<p class="lead">${userName} signs in for the first time.</p>
<p>At AWS you would now get an e-mail with a one-time code, choose a password and, mostly, register an MFA device. The e-mail
comes only if an administrator has switched on “Send email OTP”, or has reset the password. What happens here?</p>
<form method="post" action="/first-sign-in">
${hidden(state)}<input type="hidden" name="user_name" value="${userName}">
<div class="buttons"><button name="choice" value="set">The e-mail came: continue</button>
<button class="second" name="choice" value="stuck">No e-mail came</button></div>
</form>`,
  };
}

/** What to do when the first e-mail does not come. */
export function stuckPage(requestId: string): Page {
  return {
    title: "No e-mail came",
    main: html`${badMark}<h1>Ask your administrator</h1>
<p>Users that are made by an API have no password, and AWS sends them nothing by itself. An administrator either switches on
“Send email OTP” (Settings → Authentication → Standard authentication), or opens your user and chooses “Reset
password”.</p>
<p><a href="/sign-in?request=${encodeURIComponent(requestId)}">Back to the sign-in</a></p>`,
  };
}

interface Consent extends FormState {
  readonly clientName: string;
  readonly userName: string;
  readonly startUrl: string;
  /** The browser is on the way to the client when the form is sent. */
  readonly leadsTo?: string;
}

/** Asks the person whether the client may act for them. */
export function consentPage({ clientName, userName, startUrl, leadsTo, ...state }: Consent): Page {
  return {
    title: "Allow access",
    ...(leadsTo !== undefined && { leadsTo }),
    main: html`<h1>Allow ${clientName} to access your data?</h1>
<p class="lead">Only allow this if you have just started the sign-in yourself.</p>
<dl>
<dt>It will be able to</dt>
<dd><ul><li>see the AWS accounts and permission sets that are assigned to you</li><li>get temporary credentials for them</li></ul></dd>
<dt>You are</dt>
<dd><span class="whole">${userName}</span> · <a class="whole" href="/sign-in?again=1&amp;request=${encodeURIComponent(state.requestId ?? "")}">sign in as somebody else</a></dd>
<dt>Access portal</dt>
<dd>${address(startUrl)}</dd>
</dl>
<form method="post" action="/consent">
${hidden(state)}<div class="buttons"><button name="answer" value="allow">Allow access</button>
<button class="second" name="answer" value="deny">Deny access</button></div>
</form>`,
  };
}

interface DeviceCode extends FormState {
  readonly userCode: string;
  readonly problem?: string;
}

/** Asks for the code of a device, or to compare the one that the address already holds. */
export function deviceCodePage({ userCode, problem, ...state }: DeviceCode): Page {
  const isComplete = userCode !== "" && problem === undefined;
  return {
    title: isComplete ? "Confirm the code" : "Enter the code",
    ...(problem !== undefined && { status: 400 }),
    main: html`<h1>${isComplete ? "Confirm the code" : "Enter the code"}</h1>
<p class="lead">${
      isComplete
        ? "Does your terminal show the same code? Only continue if it does."
        : "Your terminal shows a code of eight letters. Only enter a code that you asked for yourself."
    }</p>
<form method="post" action="/device">
${problemNote(problem)}${hidden(state)}<label for="user-code">Code</label>
<p class="hint" id="user-code-hint">Such as BCDF-GHJK</p>
<input type="text" class="code" id="user-code" name="user_code" value="${userCode}" required ${autofocus(!isComplete)}
  autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="20" ${invalid(problem, "user-code-hint")}>
<div class="buttons"><button>Confirm and continue</button></div>
</form>`,
  };
}

/** The end for the person at the browser; the terminal goes on. */
export function donePage(outcome: "allowed" | "denied", clientName: string): Page {
  if (outcome === "denied") {
    return {
      title: "Access denied",
      main: html`${badMark}<h1>You denied access</h1>
<p>${clientName} was given nothing. You can close this window.</p>`,
    };
  }
  return {
    title: "Request approved",
    main: html`${goodMark}<h1>Request approved</h1>
<p>${clientName} can now reach your accounts. Close this window and go back to your terminal.</p>`,
  };
}

/** Something that the person cannot mend on this page. */
export function problemPage(status: number, title: string, explanation: string): Page {
  return { title, status, main: html`${badMark}<h1>${title}</h1>\n<p>${explanation}</p>` };
}

/** The access portal's address, without the scheme that every one of them has. */
function address(startUrl: string): Html {
  return html`<span class="whole">${startUrl.replace("https://", "")}</span>`;
}

function hidden({ requestId, formToken }: FormState): Html {
  const request = requestId === undefined ? undefined : html`<input type="hidden" name="request" value="${requestId}">`;
  return html`<input type="hidden" name="form_token" value="${formToken}">${request}
`;
}

function problemNote(problem: string | undefined): Html | undefined {
  return problem === undefined ? undefined : html`<p class="error" role="alert" id="problem">${problem}</p>`;
}

function invalid(problem: string | undefined, hint: string): Html {
  if (problem === undefined) return html`aria-describedby="${hint}"`;
  return html`aria-invalid="true" aria-describedby="problem ${hint}"`;
}

function autofocus(wanted: boolean): Html | undefined {
  return wanted ? new Html("autofocus") : undefined;
}

const goodMark = mark("good", "M15 25l7 7 12-15");
const badMark = mark("bad", "M17 17l14 14M31 17L17 31");

function mark(kind: string, path: string): Html {
  return html`<svg class="mark ${kind}" viewBox="0 0 48 48" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="3"
  stroke-linecap="round" stroke-linejoin="round"><circle cx="24" cy="24" r="21"/><path d="${path}"/></svg>
`;
}

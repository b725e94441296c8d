/** The word that the scripts of `onboard completion` call the program with: `__complete SHELL …`. No help names it. */
export const COMPLETE = "__complete";

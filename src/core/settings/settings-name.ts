/** What the settings of a team are called where nobody says otherwise: beside its file. */
export const SETTINGS_FILE = "onboard.json";

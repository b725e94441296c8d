/** What the file for developers is called where nobody says otherwise. */
export const HANDOVER_FILE = "onboard.handover.json";

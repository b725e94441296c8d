/** How whatever came from a simulation says so, on every screen, page and file. */
export const SIMULATION = "Simulation, not AWS";

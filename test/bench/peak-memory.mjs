import { writeFileSync } from "node:fs";

// Loaded into the program that is measured: its peak memory, in megabytes, when it ends.
process.on("exit", () => writeFileSync(process.env.PEAK_MEMORY_FILE, `${process.resourceUsage().maxRSS / 1024}`));

import { expect, it } from "vitest";
import { homeShortened } from "../../../src/cli/views/home-shortened.ts";

it.each([
  ["/home/ana/.aws/config", "/home/ana", "~/.aws/config"],
  ["/home/ana/.aws/config", "/home/ana/", "~/.aws/config"],
  ["/home/anabel/.aws/config", "/home/ana", "/home/anabel/.aws/config"],
  ["/home/ana\\x", "/home/ana", "/home/ana\\x"],
  ["C:\\Users\\Ána Ö\\.aws\\config", "C:\\Users\\Ána Ö", "~\\.aws\\config"],
  ["c:\\users\\ana\\.aws\\config", "C:\\Users\\Ana", "~\\.aws\\config"],
  ["C:/Users/Ana/.aws/config", "C:\\Users\\Ana\\", "~/.aws/config"],
  ["C:\\Users\\Anabel\\.aws\\config", "C:\\Users\\Ana", "C:\\Users\\Anabel\\.aws\\config"],
  ["\\\\server\\homes\\ana\\.aws\\config", "\\\\server\\homes\\ana", "~\\.aws\\config"],
  ["D:\\aws\\config", "C:\\Users\\Ana", "D:\\aws\\config"],
])("%s at home in %s is %s", (file, home, shown) => {
  expect(homeShortened(file, home)).toBe(shown);
});

/** Problems in the player's words. */
import { ApiProblem, NetworkProblem } from "@numberplay/client/api/problem";
import { PartNotLoaded } from "./part-not-loaded";

export function problemText(problem: unknown): string {
  if (problem instanceof NetworkProblem) {
    return "The server did not answer. Check your connection and try again.";
  }
  if (problem instanceof PartNotLoaded) {
    return "This part of the page couldn't be loaded. Check your connection and try again.";
  }
  if (!(problem instanceof ApiProblem)) return "Something went wrong. Please try again.";
  if (problem.status === 429) return limitText(problem.retryAfterSeconds);
  if (problem.status >= 500) return "The server has a problem. Please try again in a moment.";
  return problem.message;
}

export function limitText(seconds: number | null): string {
  if (seconds === null) return "That was too often. Please wait a moment.";
  return `That was too often. Please wait ${durationText(seconds)}.`;
}

function durationText(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? "1 second" : `${String(seconds)} seconds`;
  return `${String(Math.ceil(seconds / 60))} minutes`;
}

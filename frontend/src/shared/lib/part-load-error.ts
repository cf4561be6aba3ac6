/** A part of the page couldn't be loaded: the network is down, or a new release removed the file. */
export class PartLoadError extends Error {
  override readonly name = "PartLoadError";
}

/** A part of the page couldn't be loaded, because the network is down or a new release has removed the file. */
export class PartLoadError extends Error {
  override readonly name = "PartLoadError";
}

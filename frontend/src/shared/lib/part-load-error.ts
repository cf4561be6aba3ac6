/** A part of the page could not be fetched: the network is gone, or a new release took the file away. */
export class PartLoadError extends Error {
  override readonly name = "PartLoadError";
}

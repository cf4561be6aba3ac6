/** Reloads the page. This is a module of its own because tests can't replace `location.reload`. */
export function reload() {
  window.location.reload();
}

/** The players of a test. */
export interface Player {
  username: string;
  email: string;
  password: string;
}

/** A network between two ports that can be cut and restored, as on a train. */
import { connect, createServer, type Socket } from "node:net";
import { freePort } from "./ports";

export interface Cuttable {
  port: number;
  cut: () => void;
  repair: () => void;
  stop: () => Promise<void>;
}

export async function createCuttable(target: number): Promise<Cuttable> {
  const open = new Set<Socket>();
  let isCut = false;

  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    socket.on("error", () => socket.destroy());
  };
  const dropAll = () => {
    for (const socket of open) socket.destroy();
  };
  const server = createServer((near) => {
    keep(near);
    if (isCut) return near.destroy();
    const far = connect(target, "127.0.0.1");
    keep(far);
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
    near.pipe(far).pipe(near);
    return undefined;
  });

  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    port,
    cut() {
      isCut = true;
      dropAll();
    },
    repair: () => void (isCut = false),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        dropAll();
      }),
  };
}

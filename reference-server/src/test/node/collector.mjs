// Collects what a client receives, and waits for it; a wait that fails prints what did arrive.

export class Collector {
  #waiting = new Set();
  received = [];

  constructor(socket) {
    socket.onAny((event, ...args) => this.#add(event, args));
    for (const event of ['connect', 'connect_error', 'disconnect']) {
      socket.on(event, (...args) => this.#add(event, args));
    }
  }

  #add(event, args) {
    this.received.push({ event, payload: args[0] });
    this.#waiting.forEach((check) => check());
  }

  /** Everything received of one event, oldest first. */
  payloads(event) {
    return this.received.filter((one) => one.event === event).map((one) => one.payload);
  }

  /** Waits until `condition` returns something true of this collector, and returns that. */
  until(what, condition, millis) {
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = condition(this);
        if (found) {
          done();
          resolve(found);
        }
      };
      const timer = setTimeout(() => {
        done();
        const arrived = this.received.map((one) => `  ${one.event} ${describe(one.payload)}`);
        reject(new Error(`no ${what} within ${millis} ms; received:\n${arrived.join('\n')}`));
      }, millis);
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(check);
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** Waits for the first payload of an event. */
  first(event, millis) {
    return this.until(event, () => this.received.find((one) => one.event === event), millis).then(
      (one) => one.payload,
    );
  }
}

function describe(payload) {
  return payload instanceof Error ? payload.message : JSON.stringify(payload);
}

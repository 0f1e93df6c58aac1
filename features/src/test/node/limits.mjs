// How much one address or client may ask for. A limit that is not set is none.

export class Addresses {
  constructor({ connectionRate, maxConnectionsPerIp, reconnectLimit, reconnectBlock }) {
    Object.assign(this, { connectionRate, maxConnectionsPerIp, reconnectLimit, reconnectBlock });
    this.accounts = new Map();
  }

  account(address) {
    if (!this.accounts.has(address)) {
      const bucket = new Bucket(this.connectionRate, this.connectionRate / 60);
      const fresh = { bucket, recent: [], open: 0, until: 0, lastBlock: 0 };
      this.accounts.set(address, fresh);
    }
    return this.accounts.get(address);
  }

  /** Whether a handshake is let in. */
  admit(address, now) {
    const account = this.account(address);
    if (now < account.until || this.offends(account, now)) {
      return false;
    }
    if (this.connectionRate && !account.bucket.take(now)) {
      return false;
    }
    return !this.maxConnectionsPerIp || account.open < this.maxConnectionsPerIp;
  }

  offends(account, now) {
    if (!this.reconnectLimit) {
      return false;
    }
    account.recent = account.recent.filter((at) => at > now - 10_000);
    account.recent.push(now);
    if (account.recent.length <= this.reconnectLimit) {
      return false;
    }
    const behaved = now >= account.until + 20 * account.lastBlock;
    const doubled = Math.min(8 * this.reconnectBlock, 2 * account.lastBlock);
    account.lastBlock = behaved || !account.lastBlock ? this.reconnectBlock : doubled;
    account.until = now + account.lastBlock;
    account.recent = [];
    return true;
  }

  opened(address) {
    this.account(address).open++;
  }

  closed(address) {
    this.account(address).open--;
  }
}

export class Bucket {
  constructor(size, perSecond) {
    Object.assign(this, { size, perSecond, level: size, at: 0 });
  }

  take(now) {
    const since = this.at ? (now - this.at) / 1000 : 0;
    this.level = Math.min(this.size, this.level + since * this.perSecond);
    this.at = now;
    if (this.level < 1) {
      return false;
    }
    this.level--;
    return true;
  }
}

/** One client's emissions: what is beyond the rate is dropped, and who goes on for 10 s is out. */
export class Emissions {
  constructor(rate) {
    this.bucket = new Bucket(2 * rate, rate);
    this.since = 0;
    this.last = 0;
    this.told = 0;
  }

  judge(now) {
    if (this.bucket.take(now)) {
      return 'take';
    }
    if (now - this.last > 1000) {
      this.since = now;
    }
    this.last = now;
    if (now - this.since >= 10_000) {
      return 'disconnect';
    }
    if (now - this.told < 1000) {
      return 'drop';
    }
    this.told = now;
    return 'tell';
  }
}

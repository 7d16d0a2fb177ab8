import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL for one suite. */
export class Postgres {
  #made = 0;

  private constructor(
    /** Of a database that is there, with user and password. */
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(): Promise<Postgres> {
    const child = fork(join(__dirname, 'postgres.mjs'));
    const [said] = (await once(child, 'message')) as [{ url?: string; missing?: string }];
    if (said.url === undefined) throw new Error(`PostgreSQL did not start: ${said.missing}`);
    return new Postgres(said.url, child);
  }

  /** An empty database. */
  async fresh(): Promise<{ url: string }> {
    const name = `fresh${(this.#made += 1)}`;
    const client = new pg.Client(this.url);
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
    const url = new URL(this.url);
    url.pathname = `/${name}`;
    return { url: url.href };
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }
}

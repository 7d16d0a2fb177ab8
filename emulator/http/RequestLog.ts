/** One HTTP request that Graph's side of the emulator has received; `parts` are those of a `$batch`. */
export interface RequestRecord {
  readonly method: string;
  /** Path and query as received. */
  readonly url: string;
  /** 0 while it is being answered, and where the connection was cut. */
  status: number;
  /** From a valid token. */
  tenantId: string | null;
  readonly parts: PartRecord[];
  /** Only those that say nothing secret. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface PartRecord {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  status: number;
}

const SAFE_HEADERS = ['prefer', 'consistencylevel', 'client-request-id', 'user-agent', 'accept-encoding'];
/** A demo runs for days: only the newest are kept. */
const MAX_RECORDS = 10_000;

/** What has been received since the last clear. */
export class RequestLog {
  private records: RequestRecord[] = [];
  private tokens = 0;

  constructor(private readonly onRequest: (record: RequestRecord) => void = () => undefined) {}

  begin(method: string, url: string, headers: Readonly<Record<string, string>>): RequestRecord {
    const safe = Object.fromEntries(
      SAFE_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
    );
    const record: RequestRecord = { method, url, status: 0, tenantId: null, parts: [], headers: safe };
    this.records.push(record);
    if (this.records.length > MAX_RECORDS) this.records.shift();
    return record;
  }

  /** Before the first byte of the answer leaves, so that whoever has the answer finds the record complete. */
  end(record: RequestRecord, status: number): void {
    record.status = status;
    this.onRequest(record);
  }

  countToken(): void {
    this.tokens += 1;
  }

  requests(): RequestRecord[] {
    return [...this.records];
  }

  tokenRequests(): number {
    return this.tokens;
  }

  clear(): void {
    this.records = [];
    this.tokens = 0;
  }
}

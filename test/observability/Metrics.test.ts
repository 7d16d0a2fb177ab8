import { Metrics, type Work } from '../../src/observability/Metrics.js';
import { Receipt } from '../../src/observability/Receipt.js';

const IDLE: Work = {
  running: () => 0,
  waiting: () => 0,
  jobs: () => 0,
  unfinished: () => Promise.resolve(0),
  ended: () => new Map<string, number>(),
};

test('operations, errors, calls to Graph and work in hand are counted', async () => {
  const metrics = new Metrics({ ...IDLE, running: () => 3, waiting: () => 2 });
  const receipt = new Receipt();
  receipt.requests = 2;
  receipt.bill('security');
  receipt.bill('directory');
  receipt.bill('directory');

  metrics.answered('partial', 0.2, ['UPSTREAM_TIMEOUT', 'UPSTREAM_TIMEOUT']);
  metrics.spent(receipt);
  metrics.refused(401);

  const text = await metrics.text();
  expect(text).toContain('secgraph_operations_total{outcome="partial"} 1');
  expect(text).toContain('secgraph_errors_total{code="UPSTREAM_TIMEOUT"} 2');
  expect(text).toContain('secgraph_graph_requests_total 2');
  expect(text).toContain('secgraph_graph_calls_total{workload="directory"} 2');
  expect(text).toContain('secgraph_refusals_total{status="401"} 1');
  expect(text).toContain('secgraph_operations_running 3');
  expect(text).toContain('secgraph_operations_waiting 2');
});

test('two servers in one process count apart', async () => {
  const [one, two] = [new Metrics(IDLE), new Metrics(IDLE)];

  one.refused(413);

  expect(await one.text()).toContain('secgraph_refusals_total{status="413"} 1');
  expect(await two.text()).not.toContain('status="413"');
});

test('changes are counted by mutation and outcome, and what is left of them as it is when somebody looks', async () => {
  const ended = new Map([['updateAlerts DONE', 3]]);
  let unfinished = (): Promise<number> => Promise.resolve(4);
  const metrics = new Metrics({ ...IDLE, jobs: () => 2, unfinished: () => unfinished(), ended: () => ended });

  const first = await metrics.text();
  ended.set('updateAlerts DONE', 5).set('tagAlerts UNKNOWN', 1);
  unfinished = () => Promise.reject(new Error('gone'));
  const second = await metrics.text();

  expect(first).toContain('secgraph_writes_total{verb="updateAlerts",outcome="done"} 3');
  expect(first).toContain('secgraph_jobs_running 2');
  expect(first).toContain('secgraph_jobs_unfinished 4');
  expect(first).toMatch(/^secgraph_journal_up 1$/m);
  expect(second).toContain('secgraph_writes_total{verb="updateAlerts",outcome="done"} 5');
  expect(second).toContain('secgraph_writes_total{verb="tagAlerts",outcome="unknown"} 1');
  expect(second).not.toMatch(/^secgraph_jobs_unfinished/m);
  expect(second).toMatch(/^secgraph_journal_up 0$/m);
});

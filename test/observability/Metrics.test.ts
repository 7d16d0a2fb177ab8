import { Metrics } from '../../src/observability/Metrics.js';
import { Receipt } from '../../src/observability/Receipt.js';

test('operations, errors, calls to Graph and work in hand are counted', async () => {
  const metrics = new Metrics({ running: () => 3, waiting: () => 2 });
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
  const idle = { running: () => 0, waiting: () => 0 };
  const [one, two] = [new Metrics(idle), new Metrics(idle)];

  one.refused(413);

  expect(await one.text()).toContain('secgraph_refusals_total{status="413"} 1');
  expect(await two.text()).not.toContain('status="413"');
});

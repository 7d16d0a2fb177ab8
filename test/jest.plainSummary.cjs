const { appendFileSync } = require('node:fs');

/**
 * Appends one JSON line {passed, failed, skipped} to the file that JEST_SUMMARY_FILE names, so that several runs can be
 * summed. A suite that could not even load counts as one failure.
 */
class PlainSummary {
  onRunComplete(_contexts, results) {
    const file = process.env['JEST_SUMMARY_FILE'];
    if (!file) return;
    const summary = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    appendFileSync(file, `${JSON.stringify(summary)}\n`);
  }
}

module.exports = PlainSummary;

export { involvedHosts } from './involvedHosts.js';
export { involvedUsers } from './involvedUsers.js';
export { observables } from './observables.js';
export { readEvidence } from './readEvidence.js';

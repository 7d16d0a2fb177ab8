/** Which of a list, and in what order: by noun. */
export { AlertFilter, AlertOrder } from './filters/alerts.js';
export { IncidentFilter, IncidentOrder } from './filters/incidents.js';
export { HostFilter, UserFilter } from './filters/directory.js';
export { ControlFilter, ControlOrder } from './filters/controls.js';
export { IndicatorFilter } from './filters/indicators.js';
export { AuditFilter } from './filters/audit.js';

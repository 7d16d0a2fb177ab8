import type { NavigationModel } from './EntityModel.js';

/** A navigation to one directory object. */
export function toOne(target: string): NavigationModel {
  return { many: false, target: `#microsoft.graph.${target}`, expandLimit: 1, polymorphic: true };
}

/** A navigation to directory objects: an `$expand` shows 20 of them, 100 of a user's registered devices. */
export function toMany(target: string, expandLimit = 20): NavigationModel {
  return { many: true, target: `#microsoft.graph.${target}`, expandLimit, polymorphic: true };
}

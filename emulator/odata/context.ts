import type { EntityModel } from '../model/EntityModel.js';
import type { ExpandItem, QueryOptions } from './QueryOptions.js';

/** `http://127.0.0.1:4010/v1.0/$metadata#users(id,displayName,manager())`, with `/$entity` for a single one. */
export function contextUrl(contextRoot: string, model: EntityModel, options: QueryOptions, isEntity: boolean): string {
  const names = [...(options.select ?? []), ...(options.expand ?? []).map(printExpand)];
  const list = names.length === 0 ? '' : `(${names.join(',')})`;
  return `${contextRoot}/$metadata#${model.contextName}${list}${isEntity ? '/$entity' : ''}`;
}

function printExpand({ navigation, select }: ExpandItem): string {
  return `${navigation}(${(select ?? []).join(',')})`;
}

/** What a file says in one place: an indicator as the schema's IndicatorInput, not checked yet; or what is wrong there. */
export type Line =
  | { readonly line: number; readonly input: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly problem: string };

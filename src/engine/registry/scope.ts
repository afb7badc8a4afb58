/** What a token allows, by the token protocol of distribution: `repository:me/app:pull,push`. */
export type Scope = `repository:${string}:${'pull' | 'pull,push' | 'pull,push,delete' | 'delete'}`;

export function pullScope(repository: string): Scope {
  return `repository:${repository}:pull`;
}

export function pushScope(repository: string): Scope {
  return `repository:${repository}:pull,push`;
}

export function deleteScope(repository: string): Scope {
  return `repository:${repository}:delete`;
}

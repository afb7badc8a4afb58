/** An image's name as update tools know it: without tag and digest; null for one that no registry has (scratch, a build stage). */
export function baseName(image: string): string | null {
  const [name = ''] = image.split('@');
  const colon = name.lastIndexOf(':');
  const bare = colon > name.lastIndexOf('/') ? name.slice(0, colon) : name;
  return bare === '' || bare === 'scratch' ? null : bare;
}

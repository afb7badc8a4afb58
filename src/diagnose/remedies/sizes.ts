/** As `docker --memory` takes it: whole megabytes or gigabytes. */
export function memoryOption(bytes: number): string {
  const megabytes = Math.ceil(bytes / (1024 * 1024));
  return megabytes % 1024 === 0 ? `${megabytes / 1024}g` : `${megabytes}m`;
}

/** For people: 512 MB, 1.5 GB. Limits are powers of two. */
export function memoryText(bytes: number): string {
  const megabytes = bytes / (1024 * 1024);
  if (megabytes < 1) return `${Math.round(bytes / 1024)} KB`;
  return megabytes < 1024 ? `${Math.round(megabytes)} MB` : `${Math.round((megabytes / 1024) * 10) / 10} GB`;
}

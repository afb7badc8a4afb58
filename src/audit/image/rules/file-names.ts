import { posix } from 'node:path';

/** Where installed packages keep what is theirs: a file there says nothing about the image's author. */
const packaged =
  /\/(?:node_modules|site-packages|dist-packages|vendor|gems|testdata|\.venv\/lib)\/|^\/(?:usr\/(?:share|lib|lib64|include|src|libexec)|usr\/local\/(?:lib|share|include|go)|lib|lib64|opt\/conda|proc|sys|dev|var\/lib\/dpkg)\//;

export function isPackaged(path: string): boolean {
  return packaged.test(path);
}

export function endingOf(path: string): string {
  return posix.extname(path).toLowerCase();
}

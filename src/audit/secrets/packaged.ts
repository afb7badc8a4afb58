import { posix } from 'node:path';

/**
 * Installed by a package manager: contents come from public indexes, and their tests are full of keys that unlock nothing. Local
 * wheels and editable installs lie elsewhere, or show up as sources too.
 */
export function isPackaged(path: string): boolean {
  return (
    /\/(?:site-packages|dist-packages|node_modules)\//.test(path) ||
    /^\/(?:usr|lib|lib64|bin|sbin)\/(?!local\/(?!lib\/|bin\/|share\/|include\/)|src\/)/.test(path) ||
    /^\/var\/(?:lib\/(?:dpkg|apt|rpm)|cache|log)\//.test(path) ||
    /^\/etc\/(?:ssl|ca-certificates|alternatives|ld\.so|pam\.d|apt|dpkg)/.test(path) ||
    path.endsWith('.pyc')
  );
}

const media = new Set(
  'png jpg jpeg gif webp bmp ico tif tiff avif mp3 mp4 wav ogg flac mov avi mkv webm woff woff2 ttf otf eot pdf zip gz tgz xz bz2 zst 7z rar jar war whl so a o dll dylib exe class pyc pyo wasm safetensors gguf ggml onnx pt pth ckpt h5 npy npz parquet arrow tflite pb sqlite3'
    .split(' ')
    .map((ending) => `.${ending}`),
);

/** What is no text by its name: not worth reading. */
export function isMedia(path: string): boolean {
  return media.has(posix.extname(path).toLowerCase());
}

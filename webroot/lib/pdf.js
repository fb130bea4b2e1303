// The door to PDF.js: no eval, no WebAssembly, Japanese character maps from our own server.

const HOME = "/vendor/pdfjs";
let library = null;

async function load() {
  const pdfjs = await import(`${HOME}/build/pdf.min.mjs`);
  pdfjs.GlobalWorkerOptions.workerSrc = `${HOME}/build/pdf.worker.min.mjs`;
  return pdfjs;
}

/** PDF.js itself, fetched when the first document is opened. */
export const pdfjs = () => (library ??= load());

/** Opens `url` whole, telling the share that has come (0 to 1, or null while unknown). */
export async function openPdf(url, onProgress) {
  const { getDocument } = await pdfjs();
  const task = getDocument({
    url,
    cMapUrl: `${HOME}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${HOME}/standard_fonts/`,
    wasmUrl: `${HOME}/wasm/`,
    iccUrl: `${HOME}/iccs/`,
    isEvalSupported: false,
    useWasm: false,
    enableXfa: false,
    disableRange: true, // one request: the server records a document as opened when it was delivered whole
    withCredentials: true,
    verbosity: 0,
  });
  task.onProgress = ({ loaded, total }) => onProgress(total ? loaded / total : null);
  return { task, pdf: await task.promise };
}

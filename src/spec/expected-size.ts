import type { Project } from '../project/project.js';

/** Installed megabytes (10^6) that a dependency brings with all that it pulls in; measured with `pip install --target`. */
const installedMegabytes: Record<string, number> = {
  torch: 900,
  tensorflow: 2000,
  'tensorflow-cpu': 1200,
  jax: 400,
  vllm: 9000,
  onnxruntime: 120,
  'onnxruntime-gpu': 600,
  transformers: 160,
  'sentence-transformers': 120,
  'scikit-learn': 170,
  scipy: 110,
  pandas: 90,
  numpy: 45,
  pyarrow: 140,
  streamlit: 380,
  gradio: 330,
  dash: 120,
  plotly: 60,
  'opencv-python': 190,
  'opencv-python-headless': 130,
  matplotlib: 60,
  langchain: 90,
  langgraph: 60,
  'llama-index': 250,
  chainlit: 250,
  crewai: 700,
  spacy: 260,
  playwright: 140,
  chromadb: 350,
  'faster-whisper': 400,
  nltk: 30,
  django: 32,
  'psycopg2-binary': 12,
  sqlalchemy: 20,
  celery: 12,
  'google-adk': 350,
  litellm: 120,
  openai: 30,
  boto3: 40,
  'google-cloud-aiplatform': 250,
};

/** What a slim base image with Python takes. */
const baseMegabytes = 145;
/** A package that the table does not know, with its bytecode; the median of what common services install. */
const packageMegabytes = 2;
/** What a lean service is allowed, base image included. */
const leanMegabytes = 200;

/**
 * The `image-size` limit that a draft sets, in megabytes: 200 for a lean service; where what is declared and locked is
 * known to need more, that with a tenth of room, in steps of 50. CUDA wheels add what they unpack to.
 */
export function expectedMegabytes(project: Project): number {
  const { direct, locked } = project.dependencies;
  const names = new Set([...direct, ...locked].map(({ name }) => name));
  const known = direct.reduce((sum, { name }) => sum + (installedMegabytes[name] ?? 0), 0);
  const counted = [...names].filter((name) => !(name in installedMegabytes)).length * packageMegabytes;
  const cuda = project.cudaWheelsLocked || project.accelerator === 'cuda' ? 7000 : 0;
  const estimate = baseMegabytes + known + counted + cuda;
  return estimate <= leanMegabytes ? leanMegabytes : Math.ceil((estimate * 1.1) / 50) * 50;
}

const aiDependencies = new Set([
  'torch',
  'tensorflow',
  'tensorflow-cpu',
  'jax',
  'vllm',
  'transformers',
  'sentence-transformers',
  'diffusers',
  'faster-whisper',
  'onnxruntime-gpu',
  'llama-cpp-python',
  'spacy',
  'crewai',
]);

/** Models run in the process itself: such a service needs memory, processors and shared memory. */
export function runsModels(project: Project): boolean {
  return project.dependencies.direct.some(({ name }) => aiDependencies.has(name));
}

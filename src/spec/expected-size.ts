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
  'google-adk': 350,
  litellm: 120,
  openai: 30,
  boto3: 40,
  'google-cloud-aiplatform': 250,
};

/** What a lean service of the language is allowed, base image included. */
const leanMegabytes = 200;

/**
 * The `image-size` limit that a draft sets, in megabytes: 200 for a lean service, more where the
 * declared dependencies alone are known to need more. CUDA wheels add what they unpack to.
 */
export function expectedMegabytes(project: Project): number {
  const heavy = project.dependencies.direct.reduce((sum, { name }) => sum + (installedMegabytes[name] ?? 0), 0);
  const cuda = project.cudaWheelsLocked || project.accelerator === 'cuda' ? 7000 : 0;
  const total = heavy + cuda > 60 ? leanMegabytes + heavy + cuda : leanMegabytes;
  return Math.ceil(total / 50) * 50;
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

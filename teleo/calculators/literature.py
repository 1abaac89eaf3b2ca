"""The works that formulas and ranges rest on; `is_verified=False` marks what is cited from memory."""

from teleo.calculators.parts import Work

BESIROGLU_2024 = Work(
    "Besiroglu et al. 2024, Chinchilla scaling: a replication attempt (arXiv 2404.10102)",
    "https://www.emergentmind.com/papers/2404.10102",
)
BROWN_2020 = Work("Brown et al. 2020, GPT-3, Table D.1", is_verified=False)
CEREBRAS_GPT = Work(
    "Cerebras-GPT 13B, model card: 2.57e11 training tokens",
    "https://huggingface.co/cerebras/Cerebras-GPT-13B",
)
CS2 = Work("Cerebras WSE-2: 40 GB of SRAM on one wafer", is_verified=False)
DAVIDSON_HOULDEN_2025 = Work(
    "Davidson and Houlden 2025, How quick and big would a software intelligence explosion be?",
    "https://www.forethought.org/research/how-quick-and-big-would-a-software-intelligence-explosion-be",
)
DEEPSEEK_COST = Work(
    "DeepSeek-V3 technical report (arXiv 2412.19437), Table 1: 2.788M GPU-hours at $2",
    "https://www.researchpapers.dev/en/papers/deepseek-v3/",
)
DEEPSEEK_INSIGHTS = Work(
    "DeepSeek-AI 2025, Insights into DeepSeek-V3 (arXiv 2505.09343): KV bytes, expert-parallel communication",
    is_verified=False,
)
DEEPSEEK_SERVING = Work(
    "DeepSeek-V3/R1 inference system overview: 226.75 nodes at $2 a GPU-hour, 545% cost-profit margin",
    "https://aiposthub.cc/5152",
)
DELOITTE_2026 = Work(
    "Deloitte, TMT Predictions 2026, compute-power-ai: inference 1/3 (2023), 1/2 (2025), 2/3 (2026)",
    "https://www.deloitte.com/us/en/insights/industry/technology/technology-media-and-telecom-predictions/2026/"
    "compute-power-ai.html",
)
EPOCH_ALLOCATION = Work(
    "Epoch AI (Erdil 2024), Optimally allocating compute between inference and training",
    "https://epochai.org/blog/optimally-allocating-compute-between-inference-and-training",
)
EPOCH_COMPUTE_TREND = Work(
    "Epoch AI, training compute since 2010: 4.6x a year, doubling about every five months",
    "https://epoch.ai/data-insights/compute-trend-post-2010",
)
EPOCH_ENERGY = Work(
    "Epoch AI, How much energy does ChatGPT use, with its spreadsheet of five scenarios",
    "https://docs.google.com/spreadsheets/d/1Xe1WXNaZ0IZuuRAJP62xf_ufmwUhgRhtp446bTHnUOM/edit?gid=505480858",
)
EPOCH_OPENAI_2024 = Work(
    "Epoch AI on OpenAI's compute spend of 2024, about $7B, of it $2B inference, as reported",
    "https://thetradable.com/ai/openai-spent-7b-on-compute-in-2024-most-went-to-experiments-ig--m",
)
EPOCH_TRADING_OFF = Work(
    "Epoch AI (Villalobos and Atkinson 2023), Trading off compute in training and inference"
)
EPOCH_TRAINING_COMPUTE = Work("Epoch AI, training compute of frontier models grows by 4-5x a year")
ERLANG = Work("A. K. Erlang 1917; Kleinrock, Queueing Systems, volume 1, M/M/c", is_verified=False)
ETH_DAVIDSON_2025 = Work(
    "Eth and Davidson 2025, Will AI R&D automation cause a software intelligence explosion?",
    "https://forethought.org/research/will-ai-r-and-d-automation-cause-a-software-intelligence-explosion",
)
GOOGLE_ENERGY = Work(
    "Google, energy of a median Gemini text prompt: 0.24 Wh, of it 0.10 Wh in the accelerator, 0.03 g"
)
HOFFMANN_2022 = Work(
    "Hoffmann et al. 2022, Training compute-optimal large language models (arXiv 2203.15556), Approach 3"
)
KV_CACHE_SIZE = Work("kv-cache-size 0.1.1, README: Llama 3.1 8B keeps 131,072 bytes for each token")
KWON_2023 = Work("Kwon et al. 2023, PagedAttention and vLLM (arXiv 2309.06180), section 3", is_verified=False)
LLAMA_405B_RUN = Work(
    "Llama 3 405B: 3.8e25 FLOP, 15.6T tokens, 30.84M H100-hours on 16,384 chips",
    "https://greaterwrong.com/posts/i4WPkJKKdcTwGJw2H/ai-74-gpt-4o-mini-me-and-llama-3/comment/XRDckGDRWW2binPf7",
)
LLAMA_405B_SIZE = Work(
    "Llama 3.1 405B: 810 GB in 16 bit",
    "https://www.open-source-ai.tech/models/llama-3-1-405b-instruct",
)
LLAMA_CPP_27525 = Work(
    "llama.cpp issue 27525: 16.34 GB of weights at 14.29 token/s on 400 GB/s",
    "https://github.com/ggml-org/llama.cpp/issues/27525",
)
LLMFLATION = Work(
    "a16z, LLMflation, 2024-11-12: $60 to $0.06 for a million tokens in 3 years",
    "https://a16z.com/llmflation-llm-inference-cost",
)
NVFP4 = Work(
    "NVIDIA developer blog, 2025-12-08, NVFP4 KV cache: up to 50% less memory than FP8",
    "https://developer.nvidia.com/blog/?p=109878",
)
PATTERSON_GPT3 = Work("Patterson et al. 2021, carbon of GPT-3: 1,287 MWh and 552 t", is_verified=False)
POPE_2022 = Work(
    "Pope et al. 2022, Efficiently scaling transformer inference (arXiv 2211.05102)",
    "https://gwern.net/metadata/annotation/https%253A%252F%252Farxiv.org%252Fabs%252F2211.05102%2523google.html",
)
SARDANA_2024 = Work(
    "Sardana et al. 2024, Beyond Chinchilla-optimal: accounting for inference, Figure 1 caption"
)
SERVERLESS_LLM = Work(
    "ServerlessLLM (OSDI 24), summary: 130 GB at 5 GB/s is 26 s; LLaMA-2-70B was measured at 84 s",
    "https://app.argminai.com/arxiv-dashboard/papers/2401.14351v2",
)
SNELL_2024 = Work(
    "Snell et al. 2024 (arXiv 2408.03314), section 7, FLOP-matched comparison", is_verified=False
)
TURBOQUANT = Work("TurboQuant, abstract: 3.5 and 2.5 bits for each channel", is_verified=False)

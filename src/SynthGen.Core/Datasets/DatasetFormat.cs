namespace SynthGen.Datasets;

/// <summary>How a dataset's rows are written down: one JSON object a line in each of them.</summary>
public enum DatasetFormat
{
    /// <summary>SynthGen's own: everything that a row has.</summary>
    Canonical,

    /// <summary>OpenAI chat messages; arguments are a JSON string.</summary>
    OpenAI,

    /// <summary>Chat messages as TRL's SFTTrainer (and Unsloth) reads them; arguments are an object.</summary>
    Trl,

    /// <summary>Chat messages as mistral-finetune reads them; call ids have exactly nine letters and digits.</summary>
    Mistral,

    /// <summary>ShareGPT conversations with &lt;tools&gt; and &lt;tool_call&gt; blocks, as the Hermes models use them.</summary>
    Hermes,

    /// <summary>xLAM and APIGen: answers and tools are JSON strings, parameters a flat map with Python type names.</summary>
    Xlam,

    /// <summary>Contents with functionCall parts, as Gemini tuning on Vertex AI reads them.</summary>
    Gemini,

    /// <summary>ShareGPT conversations with function_call turns, as LLaMA-Factory reads them.</summary>
    LlamaFactory,

    /// <summary>Chat messages for Axolotl's chat_template; what changes type from row to row is a JSON string.</summary>
    Axolotl,

    /// <summary>Instruction, input and output; there is no place for tools.</summary>
    Alpaca,
}

/// <summary>Which tools a row offers to choose from.</summary>
public enum ToolChoice
{
    /// <summary>All that the row had to choose from.</summary>
    All,

    /// <summary>Those alone that the row calls. Such a row teaches no selection.</summary>
    Used,

    /// <summary>Those that the row calls, and some of the others.</summary>
    Sampled,
}

namespace SynthGen.Generation.Template;

/// <summary>A part of a page that can be asked for in the page's own words.</summary>
/// <param name="Kind">The section of Frames.txt with its wordings.</param>
/// <param name="Evidence">The sentence or heading that contains it.</param>
/// <param name="Slots">The texts for a frame's slots, by letter.</param>
/// <param name="Weight">Its value as a question, about 0 to 1.</param>
internal sealed record Candidate(string Kind, Sentence Evidence, IReadOnlyDictionary<char, string> Slots, double Weight)
{
    /// <summary>Whether its names fit many pages, so that a question needs a date or a phrase beside them.</summary>
    public bool IsVague { get; init; }

    /// <summary>Whether a frame makes a question of it.</summary>
    public bool Fits(Frame frame) => frame.Fits(Slots) && (!IsVague || frame.Slots.AsSpan().ContainsAny("xkwi"));
}

/// <summary>A question in other words than the page's.</summary>
/// <param name="Topic">Its topic in Questions.txt.</param>
/// <param name="Evidence">The sentence that it is about.</param>
/// <param name="Text">The question.</param>
/// <param name="Weight">Its value, about 0 to 1.</param>
internal sealed record Paraphrase(string Topic, Sentence Evidence, string Text, double Weight);

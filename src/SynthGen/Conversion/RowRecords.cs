namespace SynthGen.Conversion;

/// <summary>Makes rows of records: canonical lines that ConvertFrom-Json read, deserialized rows, or what a script put together.</summary>
internal static class RowRecords
{
    /// <summary>Makes a row or, of what has messages, a conversation; a live one is returned as it is.</summary>
    /// <exception cref="FormatException">It is neither; the message says what is missing.</exception>
    public static DatasetRow ReadAny(object? value) =>
        RecordReader.Bare(value) as DatasetRow ?? (IsConversation(value) ? ConversationRecords.Read(value) : Read(value));

    /// <summary>Whether a record has what only a conversation has.</summary>
    public static bool IsConversation(object? value) => RecordReader.Of(value)?.Has("Messages") == true;

    /// <summary>Makes a row; a live one is returned as it is.</summary>
    /// <exception cref="FormatException">It is not a row; the message says what is missing.</exception>
    public static SyntheticQuery Read(object? value)
    {
        if (RecordReader.Bare(value) is SyntheticQuery row)
            return row;

        RecordReader record = RecordReader.Of(value) ?? throw new FormatException("it has no properties");
        string query = record.Text("Query") ?? throw Missing("Query");
        ToolCall[] calls = [.. (record.List("Tools") ?? throw Missing("Tools")).Select(ToolRecords.ReadCall)];
        int page = Int(record, "Page") ?? throw Missing("Page");
        return new SyntheticQuery(query, calls, page)
        {
            Id = record.Name("Id")!, // A row without an id computes it.
            Source = record.Text("Source") ?? "",
            Label = record.Name("Label")!, // Label and ordinal follow from the page if there is none.
            Ordinal = Int(record, "Ordinal") ?? page,
            PairId = record.Name("PairId"),
            SystemPrompt = record.Text("SystemPrompt"),
            Evidence = record.Get("Evidence") is { } evidence ? ReadEvidence(evidence) : null,
            AvailableTools = record.List("AvailableTools") is { } tools ? [.. tools.Select(ToolRecords.ReadOffered)] : [],
            Provenance = record.Get("Provenance") is { } provenance ? ReadProvenance(provenance) : null,
            Verdict = record.Get("Verdict") is { } verdict ? VerdictRecords.Read(verdict) : null,
            Split = record.Member<DatasetSplit>("Split"),
        };

        FormatException Missing(string name) => new($"it has no {name}; it has {(record.Names.Count == 0 ? "nothing" : string.Join(", ", record.Names))}");
    }

    /// <summary>Makes evidence; a live one is returned as it is.</summary>
    /// <exception cref="FormatException">It is not evidence.</exception>
    public static Evidence ReadEvidence(object? value)
    {
        if (RecordReader.Bare(value) is Evidence live)
            return live;

        RecordReader record = RecordReader.Of(value) ?? throw RecordReader.CutShort("its Evidence");
        return new Evidence(
            record.Text("Quote") ?? throw Missing("Quote"), Int(record, "Start") ?? throw Missing("Start"), Int(record, "Length") ?? throw Missing("Length"));

        static FormatException Missing(string name) => new($"its Evidence has no {name}");
    }

    /// <summary>Makes provenance; a live one is returned as it is.</summary>
    /// <exception cref="FormatException">It is not provenance.</exception>
    public static Provenance ReadProvenance(object value)
    {
        if (value is Provenance live)
            return live;

        RecordReader record = RecordReader.Of(value) ?? throw RecordReader.CutShort("its Provenance");
        return new Provenance(
            record.Text("Backend") ?? throw Missing("Backend"), record.Text("Model") ?? throw Missing("Model"), record.Text("PromptVersion"),
            Int(record, "Seed"), Int(record, "InputTokens"), Int(record, "OutputTokens"), Int(record, "ShownCharacters"))
        {
            Kind = record.Text("Kind"),
            Asker = record.Text("Asker"),
            Length = record.Text("Length"),
            Difficulty = record.Text("Difficulty"),
            UserBackend = record.Text("UserBackend"),
            UserModel = record.Text("UserModel"),
            ResultCount = Int(record, "ResultCount"),
            SnippetLength = Int(record, "SnippetLength"),
            IsSimulated = record.Get("IsSimulated") is true,
        };

        static FormatException Missing(string name) => new($"its Provenance has no {name}");
    }

    /// <summary>Returns a whole number of 32 bits; null if there is none.</summary>
    /// <exception cref="FormatException">The value is not such a number.</exception>
    public static int? Int(RecordReader record, string name) =>
        record.Whole(name) is not { } number ? null : number is >= int.MinValue and <= int.MaxValue ? (int)number : throw new FormatException($"its {name} {number} is too large");
}

namespace SynthGen.Conversion;

/// <summary>Makes conversations and their parts of records, as <see cref="RowRecords"/> makes rows. Messages may have the shape of OpenAI's too.</summary>
internal static class ConversationRecords
{
    /// <summary>Makes a conversation; a live one is returned as it is.</summary>
    /// <exception cref="FormatException">It is not a conversation; the message says what is missing.</exception>
    public static ToolConversation Read(object? value)
    {
        if (RecordReader.Bare(value) is ToolConversation live)
            return live;

        RecordReader record = RecordReader.Of(value) ?? throw new FormatException("it has no properties");
        ConversationMessage[] messages = [.. (record.List("Messages") ?? throw new FormatException($"it has no Messages; it has {string.Join(", ", record.Names)}")).Select(ReadMessage)];
        return new ToolConversation(messages)
        {
            Id = record.Name("Id")!, // A row without an id computes it.
            Kind = record.Member<ConversationKind>("Kind"),
            Pages = record.List("Pages") is { } pages ? [.. pages.Select(ReadPage)] : RowRecords.Int(record, "Page") is null ? [] : [ReadPlace(record)],
            Difficulty = record.Member<QueryDifficulty>("Difficulty"),
            Source = record.Text("Source") ?? "",
            PairId = record.Name("PairId"),
            AvailableTools = [.. (record.List("AvailableTools") ?? record.List("Tools")?.Where(IsDefinition) ?? []).Select(ToolRecords.ReadOffered)],
            Provenance = record.Get("Provenance") is { } provenance ? RowRecords.ReadProvenance(provenance) : null,
            Verdict = record.Get("Verdict") is { } verdict ? VerdictRecords.Read(verdict) : null,
            Split = record.Member<DatasetSplit>("Split"),
        };
    }

    /// <summary>Makes a message; a live one is returned as it is.</summary>
    /// <exception cref="FormatException">It is not a message.</exception>
    public static ConversationMessage ReadMessage(object? value)
    {
        if (RecordReader.Bare(value) is ConversationMessage live)
            return live;

        RecordReader record = RecordReader.Of(value) ?? throw RecordReader.CutShort("one of its Messages");
        return new ConversationMessage(record.Member<MessageRole>("Role") ?? throw new FormatException("one of its Messages has no Role"), record.Text("Text", "Content"))
        {
            Calls = [.. (record.List("Calls", "ToolCalls") ?? []).Select(ReadCall)],
            CallId = record.Text("CallId", "ToolCallId"),
        };
    }

    /// <summary>Makes a call; a live one is returned as it is.</summary>
    /// <exception cref="FormatException">It is not a call.</exception>
    public static ConversationCall ReadCall(object? value)
    {
        if (RecordReader.Bare(value) is ConversationCall live)
            return live;

        RecordReader record = RecordReader.Of(value) ?? throw RecordReader.CutShort("a call in its Messages");
        ToolCall call = ToolRecords.ReadCall(value);
        return new ConversationCall(record.Name("Id") ?? throw new FormatException($"its call of {call.Name} has no Id"), call.Name, call.Arguments);
    }

    /// <summary>Makes a page; a live one is returned as it is.</summary>
    /// <exception cref="FormatException">It is not a page.</exception>
    public static ConversationPage ReadPage(object? value)
    {
        if (RecordReader.Bare(value) is ConversationPage live)
            return live;

        RecordReader record = RecordReader.Of(value) ?? throw RecordReader.CutShort("one of its Pages");
        return ReadPlace(record) with
        {
            Source = record.Text("Source"),
            Evidence = record.Get("Evidence") is { } evidence ? RowRecords.ReadEvidence(evidence) : null,
        };
    }

    private static ConversationPage ReadPlace(RecordReader record)
    {
        int page = RowRecords.Int(record, "Page") ?? throw new FormatException("one of its Pages has no Page");
        return new ConversationPage(page) { Label = record.Name("Label")!, Ordinal = RowRecords.Int(record, "Ordinal") ?? page };
    }

    // In a conversation of a trainer's format the tools are definitions, not calls.
    private static bool IsDefinition(object? tool) => RecordReader.Of(tool)?.Has("Function", "Parameters") == true;
}

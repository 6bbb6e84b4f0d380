using SynthGen.Json;
using SynthGen.Quality.Testing;

namespace SynthGen.Core.Tests.Quality.Conversations;

/// <summary>A sound conversation of each kind about the pages of <see cref="GateTestKit"/> and two more.</summary>
internal static class GoodTalks
{
    private const string Words = "full_text_search", Meaning = "vector_search";

    private const string Keeps = "Captain Nordahl keeps the timetable", Lives = "Captain Nordahl lives at Skarvoy with a dog named Bamse", Lends = "The library lends charts and almanacs to the members";
    private const string Inspected = "On March 31, 2019 the harbour master, Ottilie Brandvold, inspected the compressors in the machine room.";

    private static readonly OcrPage Ice = new(4,
        "Captain Nordahl lives at Skarvoy with a dog named Bamse. In winter the dog guards the boathouse and the nets, and barks at seals.", "pier.txt", 40);

    private static readonly OcrPage Dock = new(5,
        "The dock crane was inspected on June 2, 2020 by a surveyor from Oslo. The inspection of the crane cost $900.", "pier.txt", 50);

    public static MemoryPageIndex Index() => new([GateTestKit.Pier, GateTestKit.Ferry, GateTestKit.Library, Ice, Dock]);

    public static ToolConversation Lookup(MemoryPageIndex index) => new Talk(index, ConversationKind.Lookup)
        .User("When did Brandvold inspect the compressors?").Search((Words, "Brandvold compressors"))
        .Answer("Page 1 says: \"On March 31, 2019 the harbour master, Ottilie Brandvold, inspected the compressors in the machine room.\"")
        .About((GateTestKit.Pier, Inspected));

    public static ToolConversation Of(ConversationKind kind, MemoryPageIndex index) => kind switch
    {
        ConversationKind.Lookup => Lookup(index),
        ConversationKind.Parallel => new Talk(index, kind)
            .User("Who keeps the timetable? And what does the library lend?").Search((Words, "timetable keeps"), (Words, "library lends"))
            .Answer("Page 2: \"Captain Nordahl keeps the timetable\". Page 3: \"The library lends charts and almanacs\".")
            .About((GateTestKit.Ferry, Keeps), (GateTestKit.Library, Lends)),
        ConversationKind.Sequence => new Talk(index, kind) { Results = 1 }
            .User("Does the man who keeps the timetable have a dog or a cat?").Search((Words, "keeps the timetable")).Search((Words, "Nordahl dog"))
            .Answer("Page 2 names Nordahl. Page 4 says that he has \"a dog named Bamse\".")
            .About((GateTestKit.Ferry, Keeps), (Ice, Lives)),
        ConversationKind.Compare => new Talk(index, kind)
            .User("Which was inspected first, the compressors or the crane?").Search((Words, "compressors inspected"), (Words, "crane inspected"))
            .Answer("Page 1 dates that of the compressors March 31, 2019, and page 5 that of the crane June 2, 2020.")
            .About((GateTestKit.Pier, Inspected), (Dock, "The dock crane was inspected on June 2, 2020")),
        ConversationKind.Recover => new Talk(index, kind) { Results = 1 }
            .User("What does the librarian keep of volumes that the timetable forgets?").Search((Words, "timetable forgets")).Search((Words, "librarian keep volumes"))
            .Answer("According to page 3, the librarian keeps \"a list of overdue volumes\".")
            .About((GateTestKit.Library, "The librarian keeps a list of overdue volumes.")),
        ConversationKind.FollowUp => new Talk(index, kind)
            .User("What does Nordahl keep?").Search((Words, "Nordahl keep")).Answer("Page 2 says \"Captain Nordahl keeps the timetable\".")
            .User("And where does he live?").Search((Words, "Nordahl live")).Answer("Page 4 says \"Captain Nordahl lives at Skarvoy\".")
            .About((GateTestKit.Ferry, Keeps), (Ice, Lives)),
        ConversationKind.Clarify => new Talk(index, kind)
            .User("Tell me about the inspection, please.").Search((Words, "inspection")).Answer("Pages 1 and 5 fit. Which one do you mean?")
            .User("That of the compressors with the filters.").Search((Words, "compressors filters")).Answer("Page 1: \"She found that the Tenant had let the filters clog\".")
            .About((GateTestKit.Pier, "She found that the Tenant had let the filters clog")),
        ConversationKind.NoTool => new Talk(index, kind).User("What is 17 times 23?").Answer("That is 391.").About(),
        ConversationKind.Unanswerable => new Talk(index, kind)
            .User("What does the document say about Wilhelmina Strand?").Search((Words, "Wilhelmina Strand")).Search((Meaning, "Wilhelmina Strand"))
            .Answer("I did not find Wilhelmina Strand with either search.").About(),
        _ => new Talk(index, kind, new ToolDefinition("weather", "Tells the weather.", JsonValue.Object(("type", "object"))))
            .User("What does the dog Bamse guard?").Answer("I cannot look into the document: I only have the weather.").About((Ice, "the dog guards the boathouse and the nets")),
    };
}

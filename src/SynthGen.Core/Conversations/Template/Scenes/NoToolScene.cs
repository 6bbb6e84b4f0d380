using SynthGen.Text;

namespace SynthGen.Conversations.Template.Scenes;

/// <summary>Thanks, small talk, the conversation itself, arithmetic: answered without a call.</summary>
internal static class NoToolScene
{
    private static readonly Dictionary<string, List<string>> Book = TextResource.Sections("SmallTalk.txt");
    private static readonly string[] Talks = [.. Book.Keys.Where(name => name.StartsWith("talk ", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    private static readonly string[] Openings = [.. Book.Keys.Where(name => name.StartsWith("open ", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    private static readonly string[] Endings = [.. Book.Keys.Where(name => name.StartsWith("end ", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Plays one to four exchanges.</summary>
    public static string? Play(Scene scene, Phrases phrases)
    {
        if (phrases.OneIn(3))
            Exchange(scene, phrases, phrases.One(Openings));
        int middles = 1 + (phrases.OneIn(3) ? 1 : 0);
        string? before = null;
        for (int i = 0; i < middles; i++)
        {
            string talk = phrases.Next(5) < 2 ? "sum" : phrases.One(Talks);
            if (talk == before)
                continue;
            if (talk == "sum")
                Sum(scene, phrases);
            else
                Exchange(scene, phrases, talk);
            before = talk;
        }

        if (phrases.OneIn(4))
            Recall(scene, phrases);
        if (phrases.OneIn(3))
            Exchange(scene, phrases, phrases.One(Endings));
        return null;
    }

    // A section has what the user may say before a line of dashes, and what fits as an answer after it.
    private static void Exchange(Scene scene, Phrases phrases, string section)
    {
        List<string> lines = Book[section];
        int middle = lines.IndexOf("---");
        string thing = phrases.One(Book["things"]);
        scene.User(Phrases.Fill(phrases.One(lines[..middle]), ("thing", thing)));
        scene.Answer(Phrases.Fill(phrases.One(lines[(middle + 1)..]), ("thing", thing)));
    }

    private static void Sum(Scene scene, Phrases phrases)
    {
        (string question, string answer) = Arithmetic.Draw(phrases);
        scene.User(Phrases.Fill(phrases.One(Book["ask sum"]), ("sum", question)));
        scene.Answer(Phrases.Fill(phrases.One(Book["answer sum"]), ("sum", question), ("answer", answer)));
    }

    // About the conversation itself: what the user said first is there to read.
    private static void Recall(Scene scene, Phrases phrases)
    {
        string first = scene.Messages[0].Text!;
        scene.User(phrases.One(Book["ask recall"]));
        scene.Answer(Phrases.Fill(phrases.One(Book["answer recall"]), ("first", first)));
    }
}

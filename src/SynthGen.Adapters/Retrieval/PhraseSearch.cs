namespace SynthGen.Adapters.Retrieval;

/// <summary>Finds the pages on which words follow each other.</summary>
/// <param name="weights">The weights of the index's words.</param>
/// <param name="readPositions">Reads the positions of a word.</param>
internal sealed class PhraseSearch(WordWeights weights, Func<string, byte[]> readPositions)
{
    /// <summary>Finds the pages of a phrase.</summary>
    /// <param name="words">The words.</param>
    /// <param name="lists">Their lists; those without positions get them.</param>
    /// <exception cref="InvalidDataException">The index is damaged.</exception>
    public PostingList Find(IReadOnlyList<string> words, IReadOnlyList<PostingList> lists)
    {
        List<(int Page, int Start)>? places = null;
        ReadOnlySpan<int> pages = PostingList.PagesOfAll(lists);

        // The rarest first, so that few places are left to look for common words at.
        foreach ((int i, PostingList list) in lists.Index().OrderBy(entry => entry.Item.Pages.Length))
        {
            if (pages.IsEmpty || places is { Count: 0 })
                break;
            list.Positions ??= readPositions(words[i]);
            PositionReader reader = new(list, weights.Lengths);
            places = places is null ? Starts(pages, reader, i) : Followed(places, reader, i);
        }

        return weights.Weigh(places ?? []);
    }

    // Where a phrase begins if a word is where it is, so many words after the beginning.
    private static List<(int Page, int Start)> Starts(ReadOnlySpan<int> pages, PositionReader reader, int words)
    {
        List<(int Page, int Start)> starts = [];
        foreach (int page in pages)
        {
            foreach (int position in reader.Read(page))
            {
                if (position >= words)
                    starts.Add((page, position - words));
            }
        }

        return starts;
    }

    // The beginnings that have a word so many words after them.
    private static List<(int Page, int Start)> Followed(List<(int Page, int Start)> starts, PositionReader reader, int words)
    {
        List<(int Page, int Start)> followed = [];
        ReadOnlySpan<int> positions = [];
        for (int i = 0, page = -1, at = 0; i < starts.Count; i++)
        {
            if (starts[i].Page != page)
            {
                (page, at) = (starts[i].Page, 0);
                positions = reader.Read(page);
            }

            while (at < positions.Length && positions[at] < starts[i].Start + words)
                at++;
            if (at < positions.Length && positions[at] == starts[i].Start + words)
                followed.Add(starts[i]);
        }

        return followed;
    }
}

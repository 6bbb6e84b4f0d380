namespace SynthGen.Documents;

/// <summary>The form feed that ends a page, at the beginning of a line or within one.</summary>
internal sealed class FormFeedMarker : PageMarker
{
    private FormFeedMarker()
        : base("FormFeed (\\f)")
    {
    }

    public static FormFeedMarker Instance { get; } = new();

    internal override bool EndsPage => true;

    internal override bool TryFind(ReadOnlySpan<char> text, bool isWhole, ref int position, out PageMark mark)
    {
        int index = text[position..].IndexOf('\f');
        if (index < 0)
        {
            position = text.Length;
            mark = default;
            return false;
        }

        mark = new PageMark(position + index, position + index + 1, Page: null);
        position = mark.End;
        return true;
    }
}

using System.Text;

namespace SynthGen.Documents.Cleaning;

/// <summary>Reduces each run of blanks within a line to one space, and removes blanks at the line's ends.</summary>
internal static class SpaceCollapser
{
    /// <summary>Collapses the blanks of a page's text; its lines are kept.</summary>
    public static string Collapse(string text)
    {
        StringBuilder collapsed = new(text.Length);
        bool pending = false, lineBegun = false;
        foreach (char c in text)
        {
            if (c == '\n')
            {
                collapsed.Append(c);
                pending = lineBegun = false;
            }
            else if (char.IsWhiteSpace(c))
            {
                pending = true;
            }
            else
            {
                if (pending && lineBegun)
                    collapsed.Append(' ');
                pending = false;
                lineBegun = true;
                collapsed.Append(c);
            }
        }

        return collapsed.ToString();
    }
}

using System.Globalization;
using System.Xml;

namespace SynthGen.Documents.Sources.Xml;

/// <summary>A region of a page in PAGE XML: its lines, and its text where it has no lines.</summary>
/// <param name="place">Its place in the reading order; null if that does not name it.</param>
internal sealed class PageRegion(int? place)
{
    private readonly PageBuilder _lines = new();
    private readonly Reading _text = new();

    /// <summary>The region's place in the reading order; null if that does not name it.</summary>
    public int? Place => place;

    /// <summary>Takes an element of the region: a line or a text; leaves the reader at its end.</summary>
    public void Read(XmlReader reader)
    {
        if (reader.LocalName == "TextLine")
            ReadLine(reader);
        else if (reader.LocalName == "TextEquiv")
            _text.Read(reader);
    }

    /// <summary>The region's text.</summary>
    public PageBuilder Finish()
    {
        if (_lines.IsEmpty && _text.Value is { } text)
        {
            _lines.AddLines(text);
            _lines.Rate(_text.Confidence);
        }

        return _lines;
    }

    private void ReadLine(XmlReader reader)
    {
        _lines.EndLine();
        if (reader.IsEmptyElement)
            return;

        Reading own = new();
        List<Reading> words = [];
        int end = reader.Depth;
        while (reader.Read() && reader.Depth > end)
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            // The texts of the letters of a word are deeper.
            if (reader.LocalName == "Word")
                words.Add(new Reading());
            else if (reader.LocalName == "TextEquiv" && reader.Depth == end + 1)
                own.Read(reader);
            else if (reader.LocalName == "TextEquiv" && reader.Depth == end + 2 && words.Count > 0)
                words[^1].Read(reader);
        }

        if (!string.IsNullOrWhiteSpace(own.Value))
        {
            _lines.Add(own.Value);
        }
        else
        {
            foreach (Reading word in words)
                _lines.AddWord(word.Value, null);
        }

        Reading[] rated = [.. words.Where(word => !string.IsNullOrWhiteSpace(word.Value) && word.Confidence is not null)];
        foreach (Reading reading in rated.Length > 0 ? rated : [own])
            _lines.Rate(reading.Confidence);
    }

    /// <summary>The best of several readings of the same: the one with the lowest index, otherwise the first.</summary>
    private sealed class Reading
    {
        private int _index = int.MaxValue;

        public string? Value { get; private set; }

        public double? Confidence { get; private set; }

        public void Read(XmlReader reader)
        {
            int index = int.TryParse(reader.GetAttribute("index"), NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : int.MaxValue - 1;
            double? confidence = double.TryParse(reader.GetAttribute("conf"), NumberStyles.Float, CultureInfo.InvariantCulture, out double rated) ? rated : null;
            string? unicode = null, plain = null;
            if (!reader.IsEmptyElement)
            {
                int end = reader.Depth;
                string element = "";
                while (reader.Read() && reader.Depth > end)
                {
                    if (reader.NodeType == XmlNodeType.Element)
                        element = reader.LocalName;
                    else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace && element == "Unicode")
                        unicode += reader.Value;
                    else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && element == "PlainText")
                        plain += reader.Value;
                }
            }

            if (index < _index)
                (_index, Value, Confidence) = (index, unicode ?? plain, confidence);
        }
    }
}

using System.Text;
using SynthGen.Documents.Encodings;

namespace SynthGen.Core.Tests.Documents;

public sealed class TextCheckTests
{
    // Wherever in a block of bytes it stands, a character counts as it does among characters.
    [Fact]
    public void Bytes_are_looked_at_as_characters_are()
    {
        for (int code = 0; code < 128; code++)
        {
            for (int before = 0; before < 150; before++)
            {
                string text = new string('x', before) + new string((char)code, 4) + "yé\n";
                TextCheck check = new();
                check.Add(text, Encoding.UTF8.GetBytes(text));
                check.Complete();
                bool isControl = code is < 8 or (> 13 and < 27) or (> 27 and < 32);
                Assert.Equal(isControl ? before : null, check.NotTextFrom);
                Assert.Equal(isControl, TextCheck.IsBinary(text));
            }
        }
    }
}

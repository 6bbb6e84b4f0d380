using LLama;
using LLama.Native;
using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>
/// Turns conversations into tokens. Only the template's own text holds special tokens: in a page the same letters are
/// text. Text between special tokens is tokenized in one piece, as in training.
/// </summary>
internal sealed class ChatTokenizer
{
    private readonly IChatText _text;
    private readonly List<(string Text, LLamaToken Token)> _special = [];
    private readonly PlainTokenizer _plain;
    private readonly Dictionary<LLamaToken, float> _unsayable = [];
    private readonly LLamaToken? _begin;

    public ChatTokenizer(LLamaWeights weights, IChatText text)
    {
        _text = text;
        _plain = new PlainTokenizer(weights);
        SafeLlamaModelHandle.Vocabulary vocabulary = weights.Vocab;
        for (int id = 0; id < vocabulary.Count; id++)
        {
            LLamaToken token = id;
            if (token.IsControl(vocabulary) && vocabulary.LLamaTokenToString(token, true) is { Length: > 0 } piece)
                _special.Add((piece, token));
            if (token.IsControl(vocabulary) && !token.IsEndOfGeneration(vocabulary))
                _unsayable[token] = float.NegativeInfinity;
        }

        _special.Sort((one, other) => other.Text.Length - one.Text.Length);
        _begin = vocabulary.ShouldAddBOS ? vocabulary.BOS : null;
    }

    /// <summary>
    /// Biases that forbid the special tokens that do not end a reply. A grammar would take their names for letters of a
    /// string.
    /// </summary>
    public IReadOnlyDictionary<LLamaToken, float> Unsayable => _unsayable;

    /// <summary>Gets the tokens of a conversation up to the model's next turn.</summary>
    public LLamaToken[] Tokenize(IReadOnlyList<ChatTurn> turns)
    {
        List<LLamaToken> tokens = [];
        if (_begin is { } begin)
            tokens.Add(begin);

        PlainText plain = new();
        foreach (ChatPart part in _text.Write(turns))
        {
            if (part.IsData)
                _plain.AddData(plain, part.Text);
            else
                AddTemplate(part.Text);
        }

        AddPlain();
        return [.. tokens];

        void AddTemplate(string text)
        {
            for (int i = 0; i < text.Length;)
            {
                int found = _special.FindIndex(special => string.CompareOrdinal(text, i, special.Text, 0, special.Text.Length) == 0);
                if (found < 0)
                {
                    plain.Text.Append(text[i++]);
                    continue;
                }

                AddPlain();
                i += _special[found].Text.Length;

                // Some templates write the token that begins a text themselves.
                if (tokens.Count != 1 || tokens[0] != _special[found].Token || _begin is null)
                    tokens.Add(_special[found].Token);
            }
        }

        void AddPlain()
        {
            tokens.AddRange(_plain.Tokenize(plain));
            plain = new PlainText();
        }
    }

    /// <summary>Gets the tokens that all conversations with the same first turn begin with.</summary>
    public LLamaToken[] Prefix(ChatTurn instruction)
    {
        LLamaToken[] one = Tokenize([instruction, new ChatTurn(ChatRole.User, "<a")]), other = Tokenize([instruction, new ChatTurn(ChatRole.User, "1 b")]);
        return one[..one.AsSpan().CommonPrefixLength(other)];
    }
}

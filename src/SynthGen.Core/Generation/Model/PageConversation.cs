using SynthGen.Models;

namespace SynthGen.Generation.Model;

/// <summary>
/// The turns before a page: the latest pages and their rows, within a number of pages and a token budget. Not thread-safe:
/// pages come one after the other.
/// </summary>
public sealed class PageConversation(int historyPage, int tokenBudget)
{
    private const int CharactersPerToken = 4;
    private readonly Queue<(ChatTurn Page, ChatTurn Rows)> _history = new();
    private int _characters;

    /// <summary>The turns so far, the oldest first.</summary>
    public IEnumerable<ChatTurn> Turns => _history.SelectMany(turn => (ChatTurn[])[turn.Page, turn.Rows]);

    /// <summary>Adds a page and its rows; the oldest turns are removed to make room.</summary>
    public void Add(ChatTurn page, ChatTurn rows)
    {
        _history.Enqueue((page, rows));
        _characters += page.Text.Length + rows.Text.Length;
        while (_history.Count > historyPage || (_characters > tokenBudget * CharactersPerToken && _history.Count > 0))
        {
            (ChatTurn oldPage, ChatTurn oldRows) = _history.Dequeue();
            _characters -= oldPage.Text.Length + oldRows.Text.Length;
        }
    }
}

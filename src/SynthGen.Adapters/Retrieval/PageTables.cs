namespace SynthGen.Adapters.Retrieval;

/// <summary>The tables of an index, as one version of its file has them.</summary>
internal sealed class PageTables
{
    // Words are not stemmed: the porter stemmer loses a little on names and citations, which this search is for, and gains
    // nothing. Without a copy of the text (content='').
    private const string Searches = """
        CREATE VIRTUAL TABLE page_words USING fts5(text, content='', tokenize='{tokenizer}');
        CREATE TABLE embedding(backend TEXT NOT NULL, name TEXT NOT NULL, dimensions INTEGER NOT NULL, model BLOB NOT NULL);
        """;

    private const string Pages = """
        CREATE TABLE page(id INTEGER PRIMARY KEY, ordinal INTEGER NOT NULL, number INTEGER NOT NULL, source NOT NULL, label NOT NULL, line INTEGER NOT NULL, confidence REAL, text NOT NULL);
        CREATE UNIQUE INDEX page_key ON page(source, ordinal, number, label);
        CREATE TABLE page_vector(id INTEGER PRIMARY KEY, place INTEGER NOT NULL, value BLOB NOT NULL);

        """;

    private const string KeyOrder = "source, ordinal, number, label";

    // The words come folded; this tokenizer splits at blanks, and leaves letters beyond ASCII alone.
    private const string Folded = "ascii";

    private PageTables(long version, string page, string order, string ordinal, string confidence, string tokenizer, Func<string, QueryTerms> readQuery)
    {
        Version = version;
        Definition = page + Searches.Replace("{tokenizer}", tokenizer, StringComparison.Ordinal);
        ReadQuery = readQuery;
        Order = order;
        Key = $"source, {ordinal}, number, label, id";
        Page = $"number, text, source, line, label, {ordinal}, {confidence}";
    }

    /// <summary>The tables that are written.</summary>
    public static PageTables Latest { get; } = new(
        3,
        Pages + """
        CREATE TABLE page_posting(word TEXT NOT NULL, first INTEGER NOT NULL, list BLOB NOT NULL, PRIMARY KEY(word, first)) WITHOUT ROWID;
        CREATE TABLE page_length(place INTEGER PRIMARY KEY, words INTEGER NOT NULL);

        """,
        KeyOrder,
        "ordinal",
        "confidence",
        Folded,
        WordQuery.Read) { HasFoldedWords = true, HasPostings = true };

    /// <summary>All versions that can be read.</summary>
    public static IReadOnlyList<PageTables> All { get; } =
    [
        new(
            1,
            """
            CREATE TABLE page(id INTEGER PRIMARY KEY, number INTEGER NOT NULL, source NOT NULL, label NOT NULL, line INTEGER NOT NULL, text NOT NULL);
            CREATE UNIQUE INDEX page_key ON page(source, number);
            CREATE TABLE page_vector(place INTEGER PRIMARY KEY, value BLOB NOT NULL);

            """,
            "source, number",
            "number AS ordinal",
            "NULL AS confidence",
            "unicode61 remove_diacritics 2",
            RawWordQuery.Read),
        new(2, Pages, KeyOrder, "ordinal", "confidence", Folded, WordQuery.Read) { HasFoldedWords = true },
        Latest,
    ];

    /// <summary>The version, which the file's header has.</summary>
    public long Version { get; }

    /// <summary>The statements that create the tables.</summary>
    public string Definition { get; }

    /// <summary>The columns by which pages are in order.</summary>
    public string Order { get; }

    /// <summary>The columns of a page's key, and its id.</summary>
    public string Key { get; }

    /// <summary>The columns of a whole page.</summary>
    public string Page { get; }

    /// <summary>Whether the index holds the words as queries have them, so that each term is one phrase and can have a posting list.</summary>
    public bool HasFoldedWords { get; private init; }

    /// <summary>Whether the index holds the posting lists of words; those of phrases are always computed.</summary>
    public bool HasPostings { get; private init; }

    /// <summary>Reads a query into terms of the words that such an index holds.</summary>
    public Func<string, QueryTerms> ReadQuery { get; }
}

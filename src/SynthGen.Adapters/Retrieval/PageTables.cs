namespace SynthGen.Adapters.Retrieval;

/// <summary>The tables of an index, as one version of its file has them.</summary>
internal sealed class PageTables
{
    // Words are not stemmed: the porter stemmer loses a little on names and citations, which this search is for, and gains nothing.
    // With a rowid: where there is none, SQLite reads whole lists to find its way to a word.
    private const string Postings = """
        CREATE TABLE page_posting(word TEXT NOT NULL, first INTEGER NOT NULL, list BLOB NOT NULL, positions BLOB NOT NULL, PRIMARY KEY(word, first));
        CREATE TABLE page_length(place INTEGER PRIMARY KEY, words INTEGER NOT NULL);

        """;

    private const string Embedding = "CREATE TABLE embedding(backend TEXT NOT NULL, name TEXT NOT NULL, dimensions INTEGER NOT NULL, model BLOB NOT NULL);";

    private const string Pages = """
        CREATE TABLE page(id INTEGER PRIMARY KEY, ordinal INTEGER NOT NULL, number INTEGER NOT NULL, source NOT NULL, label NOT NULL, line INTEGER NOT NULL, confidence REAL, text NOT NULL);
        CREATE UNIQUE INDEX page_key ON page(source, ordinal, number, label);
        CREATE TABLE page_vector(id INTEGER PRIMARY KEY, place INTEGER NOT NULL, value BLOB NOT NULL);

        """;

    private const string KeyOrder = "source, ordinal, number, label";

    private PageTables(long version, string page, string order, string ordinal, string confidence, string words, Func<string, QueryTerms> readQuery)
    {
        Version = version;
        Definition = page + words + Embedding;
        ReadQuery = readQuery;
        Order = order;
        Key = $"source, {ordinal}, number, label, id";
        Page = $"number, text, source, line, label, {ordinal}, {confidence}";
    }

    /// <summary>The tables that are written.</summary>
    public static PageTables Latest { get; } = new(
        3, Pages, KeyOrder, "ordinal", "confidence", Postings, WordQuery.Read) { HasFoldedWords = true, HasPostings = true };

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
            WordsBy("unicode61 remove_diacritics 2"),
            RawWordQuery.Read),

        // The words came folded; this tokenizer splits at blanks, and leaves letters beyond ASCII alone.
        new(2, Pages, KeyOrder, "ordinal", "confidence", WordsBy("ascii"), WordQuery.Read) { HasFoldedWords = true },
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

    /// <summary>Whether the index holds posting lists of words; earlier ones hold an FTS5 index.</summary>
    public bool HasPostings { get; private init; }

    /// <summary>Reads a query into terms of the words that such an index holds.</summary>
    public Func<string, QueryTerms> ReadQuery { get; }

    // Without a copy of the text (content='').
    private static string WordsBy(string tokenizer) => $"CREATE VIRTUAL TABLE page_words USING fts5(text, content='', tokenize='{tokenizer}');\n";
}

namespace SynthGen.Retrieval.Semantics;

/// <summary>A matrix with mostly zero entries, stored by rows: 8 bytes an entry.</summary>
internal sealed class SparseMatrix(int columns)
{
    // So many columns at a time: the parts of rows that recur then stay in the processor's cache.
    private const int Slab = 64;

    private readonly List<ArraySegment<(int Column, float Value)>> _rows = [];

    public int Rows => _rows.Count;

    public int Columns { get; } = columns;

    /// <summary>Adds a row, with its entries in the order of their columns. The matrix keeps them.</summary>
    public void AddRow((int Column, float Value)[] entries) => AddRow(entries, entries.Length);

    /// <summary>Adds a row, whose entries are the first of an array, which the matrix keeps.</summary>
    public void AddRow((int Column, float Value)[] entries, int count) => _rows.Add(new ArraySegment<(int, float)>(entries, 0, count));

    /// <summary>Returns the transpose.</summary>
    public SparseMatrix Transpose()
    {
        int[] next = new int[Columns + 1];
        foreach (ArraySegment<(int Column, float)> entries in _rows)
        {
            foreach ((int column, _) in entries.AsSpan())
                next[column + 1]++;
        }

        for (int i = 0; i < Columns; i++)
            next[i + 1] += next[i];
        (int, float)[] all = new (int, float)[next[Columns]];
        SparseMatrix transposed = new(Rows);
        for (int i = 0; i < Columns; i++)
            transposed._rows.Add(new ArraySegment<(int, float)>(all, next[i], next[i + 1] - next[i]));
        for (int row = 0; row < Rows; row++)
        {
            foreach ((int column, float value) in _rows[row].AsSpan())
                all[next[column]++] = (row, value);
        }

        return transposed;
    }

    /// <summary>
    /// Returns the product with a dense matrix. Its entries are computed independently, each in the order of the columns, so
    /// that threads do not change the result's bits.
    /// </summary>
    /// <param name="dense">The other matrix.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    /// <param name="room">A matrix that is not used any more, whose memory the product takes.</param>
    public DenseMatrix Multiply(DenseMatrix dense, CancellationToken cancellationToken, DenseMatrix? room = null)
    {
        DenseMatrix product = new(Rows, dense.Columns, room);
        float[] slab = new float[dense.Rows * Math.Min(Slab, dense.Stride)];
        for (int first = 0; first < dense.Stride; first += Slab)
        {
            int column = first, width = Math.Min(Slab, dense.Stride - first);
            dense.CopyColumns(column, width, slab);
            Parallel.For(0, Rows, new ParallelOptions { CancellationToken = cancellationToken }, row =>
                DenseMatrix.Combine(slab, width, _rows[row], product.Row(row).Slice(column, width)));
        }

        return product;
    }
}

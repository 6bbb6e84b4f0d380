using System.Runtime.InteropServices;

namespace SynthGen.Retrieval.Semantics;

/// <summary>A matrix with mostly zero entries, stored by rows (CSR): 8 bytes an entry.</summary>
internal sealed class SparseMatrix(int columns)
{
    private readonly List<int> _columns = [];
    private readonly List<float> _values = [];
    private readonly List<int> _ends = [];

    public int Rows => _ends.Count;

    public int Columns { get; } = columns;

    /// <summary>Adds a row, with its entries in the order of their columns.</summary>
    public void AddRow(ReadOnlySpan<(int Column, float Value)> entries)
    {
        foreach ((int column, float value) in entries)
        {
            _columns.Add(column);
            _values.Add(value);
        }

        _ends.Add(_columns.Count);
    }

    /// <summary>Returns the transpose.</summary>
    public SparseMatrix Transpose()
    {
        SparseMatrix transposed = new(Rows);
        int[] next = new int[Columns + 1];
        foreach (int column in _columns)
            next[column + 1]++;
        for (int i = 0; i < Columns; i++)
            next[i + 1] += next[i];
        CollectionsMarshal.SetCount(transposed._columns, _columns.Count);
        CollectionsMarshal.SetCount(transposed._values, _values.Count);
        transposed._ends.AddRange(next.AsSpan(1));
        for (int row = 0, i = 0; row < Rows; row++)
        {
            for (; i < _ends[row]; i++)
            {
                int place = next[_columns[i]]++;
                transposed._columns[place] = row;
                transposed._values[place] = _values[i];
            }
        }

        return transposed;
    }

    /// <summary>
    /// Returns the product with a dense matrix. Rows are computed independently, so that threads do not change the
    /// result's bits.
    /// </summary>
    public DenseMatrix Multiply(DenseMatrix dense, CancellationToken cancellationToken)
    {
        DenseMatrix product = new(Rows, dense.Columns);
        Parallel.For(0, Rows, new ParallelOptions { CancellationToken = cancellationToken }, row =>
        {
            Span<float> sum = product.Row(row);
            for (int i = row == 0 ? 0 : _ends[row - 1]; i < _ends[row]; i++)
                DenseMatrix.AddScaled(sum, dense.Row(_columns[i]), _values[i]);
        });
        return product;
    }
}

namespace SynthGen.Models.Spending;

/// <summary>Counts a run's spending and ends the run before it exceeds the user's limit. Thread-safe.</summary>
public sealed class Budget
{
    private readonly Ledger _ledger;
    private readonly Price? _price;

    /// <summary>Creates a budget.</summary>
    /// <param name="maxTotalToken">The maximum number of input and output tokens together; null for no limit.</param>
    /// <param name="maxCost">The maximum cost in US dollars, which requires a price; null for no limit.</param>
    /// <param name="price">The price of the model's tokens; null if unknown.</param>
    public Budget(long? maxTotalToken, decimal? maxCost, Price? price)
        : this(new Ledger(maxTotalToken, maxCost), price)
    {
    }

    private Budget(Ledger ledger, Price? price) => (_ledger, _price) = (ledger, price);

    /// <summary>The cost so far, in US dollars, of all models; null if a price is unknown.</summary>
    public decimal? Cost
    {
        get
        {
            lock (_ledger.Lock)
                return _ledger.Cost + _price?.Of(0, 0);
        }
    }

    /// <summary>Returns the budget of another model in the same run: both count against the same limits.</summary>
    /// <param name="price">The price of that model's tokens; null if unknown.</param>
    public Budget ForModel(Price? price) => new(_ledger, price);

    /// <summary>Reserves the estimated tokens of a request.</summary>
    /// <returns>The reserved tokens, for <see cref="Settle"/>.</returns>
    /// <exception cref="RunEndedException">The request would exceed the budget.</exception>
    public (long Input, long Output) Reserve(int inputTokens)
    {
        lock (_ledger.Lock)
        {
            long output = _ledger.Replies == 0 ? 0 : _ledger.Output / _ledger.Replies;
            decimal? cost = _price?.Of(inputTokens, output);
            if (_ledger.Spent + _ledger.Reserved + inputTokens + output > _ledger.MaxTotalToken)
                throw new RunEndedException(RunEnd.Budget, $"The budget of {_ledger.MaxTotalToken} tokens has no room for the next page: {_ledger.Spent} spent, {_ledger.Reserved} under way.");
            if (_ledger.Cost + _ledger.ReservedCost + cost > _ledger.MaxCost)
                throw new RunEndedException(RunEnd.Budget, FormattableString.Invariant($"The budget of ${_ledger.MaxCost} has no room for the next page: ${_ledger.Cost:0.####} spent, ${_ledger.ReservedCost:0.####} under way."));
            _ledger.Reserved += inputTokens + output;
            _ledger.ReservedCost += cost ?? 0;
            return (inputTokens, output);
        }
    }

    /// <summary>Replaces reserved tokens by spent ones; zero if there was no reply.</summary>
    public void Settle((long Input, long Output) reserved, int inputTokens, int outputTokens)
    {
        lock (_ledger.Lock)
        {
            _ledger.Reserved -= reserved.Input + reserved.Output;
            _ledger.ReservedCost -= _price?.Of(reserved.Input, reserved.Output) ?? 0;
            _ledger.Spent += inputTokens + outputTokens;
            _ledger.Output += outputTokens;
            if (inputTokens + outputTokens == 0)
                return;
            _ledger.Cost += _price?.Of(inputTokens, outputTokens);
            _ledger.Replies++;
        }
    }

    // What all models of a run spend together.
    private sealed class Ledger(long? maxTotalToken, decimal? maxCost)
    {
        public Lock Lock { get; } = new();

        public long? MaxTotalToken { get; } = maxTotalToken;

        public decimal? MaxCost { get; } = maxCost;

        public long Spent { get; set; }

        public long Output { get; set; }

        public long Reserved { get; set; }

        public long Replies { get; set; }

        /// <summary>The cost; null once a model without a price has spent something.</summary>
        public decimal? Cost { get; set; } = 0;

        public decimal ReservedCost { get; set; }
    }
}

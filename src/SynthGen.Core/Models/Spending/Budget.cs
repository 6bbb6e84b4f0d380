namespace SynthGen.Models.Spending;

/// <summary>Counts what a run spends and ends it before it spends more than the user allows. Thread-safe.</summary>
/// <param name="maxTotalToken">The most tokens, input and output together; null for no limit.</param>
/// <param name="maxCost">The most US dollars; null for no limit, which needs a price otherwise.</param>
/// <param name="price">What the model's tokens cost; null if that is not known.</param>
public sealed class Budget(long? maxTotalToken, decimal? maxCost, Price? price)
{
    private readonly Lock _lock = new();
    private long _input, _output, _reservedInput, _reservedOutput, _replies;

    /// <summary>What was spent so far, in US dollars; null if the price is not known.</summary>
    public decimal? Cost
    {
        get
        {
            lock (_lock)
                return price?.Of(_input, _output);
        }
    }

    /// <summary>Sets aside what a request will take, as far as that can be told.</summary>
    /// <returns>What was set aside, to give to <see cref="Settle"/>.</returns>
    /// <exception cref="RunEndedException">It would exceed the budget.</exception>
    public (long Input, long Output) Reserve(int inputTokens)
    {
        lock (_lock)
        {
            long output = _replies == 0 ? 0 : _output / _replies;
            long input = _input + _reservedInput + inputTokens, total = _output + _reservedOutput + output;
            if (input + total > maxTotalToken)
                throw new RunEndedException(RunEnd.Budget, $"The budget of {maxTotalToken} tokens has no room for the next page: {_input + _output} spent, {_reservedInput + _reservedOutput} under way.");
            if (price?.Of(input, total) > maxCost)
                throw new RunEndedException(RunEnd.Budget, FormattableString.Invariant($"The budget of ${maxCost} has no room for the next page: ${price.Of(_input, _output):0.####} spent, ${price.Of(_reservedInput, _reservedOutput):0.####} under way."));
            _reservedInput += inputTokens;
            _reservedOutput += output;
            return (inputTokens, output);
        }
    }

    /// <summary>Replaces what was set aside by what was spent; nothing if there was no reply.</summary>
    public void Settle((long Input, long Output) reserved, int inputTokens, int outputTokens)
    {
        lock (_lock)
        {
            _reservedInput -= reserved.Input;
            _reservedOutput -= reserved.Output;
            _input += inputTokens;
            _output += outputTokens;
            if (inputTokens + outputTokens > 0)
                _replies++;
        }
    }
}

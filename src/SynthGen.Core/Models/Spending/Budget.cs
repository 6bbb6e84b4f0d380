namespace SynthGen.Models.Spending;

/// <summary>Counts a run's spending and ends the run before it exceeds the user's limit. Thread-safe.</summary>
/// <param name="maxTotalToken">The maximum number of input and output tokens together; null for no limit.</param>
/// <param name="maxCost">The maximum cost in US dollars, which requires a price; null for no limit.</param>
/// <param name="price">The price of the model's tokens; null if unknown.</param>
public sealed class Budget(long? maxTotalToken, decimal? maxCost, Price? price)
{
    private readonly Lock _lock = new();
    private long _input, _output, _reservedInput, _reservedOutput, _replies;

    /// <summary>The cost so far, in US dollars; null if the price is unknown.</summary>
    public decimal? Cost
    {
        get
        {
            lock (_lock)
                return price?.Of(_input, _output);
        }
    }

    /// <summary>Reserves the estimated tokens of a request.</summary>
    /// <returns>The reserved tokens, for <see cref="Settle"/>.</returns>
    /// <exception cref="RunEndedException">The request would exceed the budget.</exception>
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

    /// <summary>Replaces reserved tokens by spent ones; zero if there was no reply.</summary>
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

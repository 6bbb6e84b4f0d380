using System.Management.Automation;
using SynthGen.Models.Spending;

namespace SynthGen;

/// <summary>The prices that a command reckons with.</summary>
internal static class PriceFile
{
    /// <summary>Reads a file of prices, or takes those built in; ends the command if the file cannot be read.</summary>
    public static PriceList Read(PSCmdlet command, string? pricePath)
    {
        if (pricePath is null)
            return PriceList.BuiltIn;

        string path = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(pricePath);
        try
        {
            return PriceList.Read(path);
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            command.ThrowTerminatingError(Errors.Create(
                "BadPriceFile", ErrorCategory.InvalidData, pricePath, $"The prices in '{path}' cannot be read: {error.Message}",
                "It must hold {\"model\": {\"input\": 0.30, \"output\": 2.50}}, US dollars a million tokens.", error));
            throw;
        }
    }
}

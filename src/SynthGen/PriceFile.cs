using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.Models.Spending;

namespace SynthGen;

/// <summary>The prices of a command's models, from its file or built in.</summary>
internal static class PriceFile
{
    /// <summary>Gets the price of a model's tokens; null if it is not known and no budget needs it.</summary>
    /// <exception cref="ConfigurationException">A budget needs it and it is not known, or the file cannot be read.</exception>
    public static Price? Find(ModelSettings settings, string model)
    {
        Price? price = Read(settings.Hosted.PricePath, settings.Session.ResolvePath).Of(model);
        return price is null && settings.Hosted.MaxCost is not null
            ? throw new ConfigurationException(Errors.Create(
                "UnknownPrice", ErrorCategory.InvalidArgument, model, $"-MaxCost needs the price of '{model}', which is not known.",
                "Give a file of prices by -PricePath, or limit tokens by -MaxTotalToken."))
            : price;
    }

    /// <summary>Gets the prices of a file, or the built-in ones if no file is named.</summary>
    /// <exception cref="ConfigurationException">The file cannot be read.</exception>
    public static PriceList Read(string? pricePath, Func<string, string> resolvePath)
    {
        if (pricePath is null)
            return PriceList.BuiltIn;

        string path = resolvePath(pricePath);
        try
        {
            return PriceList.Read(path);
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(Errors.Create(
                "BadPriceFile", ErrorCategory.InvalidData, pricePath, $"The prices in '{path}' cannot be read: {error.Message}",
                "It must hold {\"model\": {\"input\": 0.30, \"output\": 2.50}}, US dollars a million tokens.", error));
        }
    }
}

using System.Management.Automation;
using System.Reflection;

namespace SynthGen.Help;

/// <summary>Reads facts of compiled cmdlets from their attributes, as PowerShell does.</summary>
public static class Cmdlets
{
    /// <summary>Gets the cmdlets of an assembly, sorted by name. Referenced assemblies are searched beside it.</summary>
    public static IReadOnlyList<CmdletInfo> Load(string assemblyPath) =>
        [.. Assembly.LoadFrom(Path.GetFullPath(assemblyPath)).GetExportedTypes()
            .Where(type => !type.IsAbstract && type.GetCustomAttribute<CmdletAttribute>() is not null)
            .Select(Info)
            .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)];

    public static CmdletInfo Info(Type type)
    {
        CmdletAttribute name = type.GetCustomAttribute<CmdletAttribute>()!;
        return new CmdletInfo($"{name.VerbName}-{name.NounName}", type);
    }

    /// <summary>Gets the parameters of a cmdlet except the common ones, in the order of declaration.</summary>
    public static IEnumerable<ParameterMetadata> OwnParameters(this CmdletInfo cmdlet) =>
        cmdlet.Parameters.Values.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name));

    /// <summary>Gets the parameters of a set except the common ones, in the order of PowerShell's syntax.</summary>
    public static IEnumerable<CommandParameterInfo> OwnParameters(this CommandParameterSetInfo set) => set.Parameters
        .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
        .OrderBy(parameter => Cmdlet.OptionalCommonParameters.Contains(parameter.Name))
        .ThenBy(parameter => parameter.Position < 0)
        .ThenBy(parameter => parameter.Position < 0 ? 0 : parameter.Position)
        .ThenBy(parameter => !parameter.IsMandatory);

    /// <summary>Gets the type of a parameter; a nullable number counts as the number.</summary>
    public static Type ValueType(this ParameterMetadata parameter) =>
        Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;

    public static bool TakesWildcards(this ParameterMetadata parameter) =>
        parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any();

    /// <summary>The words that a parameter takes, if they are few and known: those of its ValidateSet or enumeration, or the Names that its type or its validation lists.</summary>
    public static IReadOnlyList<string> AcceptedValues(this ParameterMetadata parameter)
    {
        if (parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault() is { } set)
            return [.. set.ValidValues];
        Type type = parameter.ValueType();
        Type item = type.GetElementType() ?? type;
        return item.IsEnum
            ? Enum.GetNames(item)
            : parameter.Attributes.OfType<ValidateArgumentsAttribute>().Select(validation => Names(validation.GetType())).Append(Names(item)).FirstOrDefault(names => names is not null) ?? [];
    }

    private static IReadOnlyList<string>? Names(Type type) =>
        type.GetProperty("Names", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as IReadOnlyList<string>;
}

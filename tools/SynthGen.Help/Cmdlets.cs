using System.Management.Automation;
using System.Reflection;

namespace SynthGen.Help;

/// <summary>Facts of compiled cmdlets, as PowerShell itself reads them from their attributes.</summary>
public static class Cmdlets
{
    /// <summary>The cmdlets of an assembly, in the order of their names. Assemblies that it needs are looked for beside it.</summary>
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

    /// <summary>The parameters of a cmdlet but the common ones, in the order in which they are declared.</summary>
    public static IEnumerable<ParameterMetadata> OwnParameters(this CmdletInfo cmdlet) =>
        cmdlet.Parameters.Values.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name));

    /// <summary>The parameters of a set but the common ones, in the order in which PowerShell shows its syntax.</summary>
    public static IEnumerable<CommandParameterInfo> OwnParameters(this CommandParameterSetInfo set) => set.Parameters
        .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
        .OrderBy(parameter => Cmdlet.OptionalCommonParameters.Contains(parameter.Name))
        .ThenBy(parameter => parameter.Position < 0)
        .ThenBy(parameter => parameter.Position < 0 ? 0 : parameter.Position)
        .ThenBy(parameter => !parameter.IsMandatory);

    /// <summary>The type of a parameter; a number that may be left out counts as the number.</summary>
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
